"""What arrived and what went back. Money is recorded when it moved, never when it was hoped for."""
