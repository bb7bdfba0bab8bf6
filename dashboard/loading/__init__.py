"""From the store to what can be shown: the first reading, the newest prepared state, and words for an absent store."""
