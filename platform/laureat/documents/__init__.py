"""What is handed over on paper or in a spreadsheet: attestation, receipt, minutes, exports."""
