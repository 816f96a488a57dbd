"""Who is making this request: sessions kept on our side, so that each can be listed and ended."""
