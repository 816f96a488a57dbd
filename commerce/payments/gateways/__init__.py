"""The ways to pay. Each one is a module that keeps the shape in payments/gateway.py."""
