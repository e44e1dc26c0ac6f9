"""What people have → a manuscript, and an account of every word that was left out. Pure: bytes in, text out."""
