progress-no-sector = Without a sector
