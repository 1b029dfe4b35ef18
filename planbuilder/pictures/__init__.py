"""Pictures: what people would rather look at than read, as SVG with the same said in words."""
