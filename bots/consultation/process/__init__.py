"""What is to happen when: milestones, phases, events, and what shows that they are done."""
