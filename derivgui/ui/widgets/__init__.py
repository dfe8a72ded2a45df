"""Small widgets for every panel: each shows what it is given and tells what was done to it.

They know no document and no session; colours come from the application's palette and style sheet.
"""
