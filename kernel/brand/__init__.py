"""What makes the site one brand's: its name, tagline, logo and colours, chosen on a page and checked for contrast."""
