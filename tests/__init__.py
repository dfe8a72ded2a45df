"""Tests of derivgui; the folders mirror the package."""
