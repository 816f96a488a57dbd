"""How a product is paid for together: terms fixed at launch, a minimum, a cap, and one settlement at the close."""
