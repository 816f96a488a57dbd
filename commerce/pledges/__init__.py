"""A member's promise to buy one option of a product under the terms they accepted."""
