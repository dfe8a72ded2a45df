"""What the main window is made of: its panels, views, pages, and what its actions do and show."""
