"""Pictures that say what tables cannot, made once at build time as SVG inside the page."""
