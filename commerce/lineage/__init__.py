"""The circle of one product, from the first complaint to the next brief."""
