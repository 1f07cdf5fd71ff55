"""Pure drawing: model values in, strips and strings out."""
