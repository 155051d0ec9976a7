"""Pages of the room: what a reorganisation is, its changes, its preview, and carrying it out."""
