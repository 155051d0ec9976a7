"""Rules of closing the loop: terms, receipts, contacts, when a month is low and when low months repeat. Pure."""
