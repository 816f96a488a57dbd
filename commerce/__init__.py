"""From a viable concept to a product in somebody's hands, and back to the next brief."""
