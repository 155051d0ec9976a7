"""Papers of the room: sheets to sign and the printed register."""
