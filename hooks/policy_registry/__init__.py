"""The Battery Policy Registry: records of battery policy, checked, versioned and turned into pages and data."""
