"""What happens in the demonstration before anybody opens it: people act, through the services."""
