"""What each page says: frozen views that hold words, dates and links ready to print."""
