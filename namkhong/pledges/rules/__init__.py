"""What is true of pledges whatever the database holds: texts, counterparties, counting, questions about form."""
