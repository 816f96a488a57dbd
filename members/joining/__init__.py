"""Who may join: everybody, the invited, or people of some e-mail domains; administrators decide, and the record shows it."""
