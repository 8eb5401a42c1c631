"""How long the registry takes at any size, with Hugo on the same records as the yardstick."""
