"""The review desk: what a reviewer sees of an event, what a decision does to the scores, and the form of an edit."""
