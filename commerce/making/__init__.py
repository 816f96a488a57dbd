"""Making a product and bringing it to its pledgers: promised dates, inspection, shipment, delivery."""
