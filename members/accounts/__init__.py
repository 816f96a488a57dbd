"""Who people are: joining, proving an address, roles, suspending and leaving."""
