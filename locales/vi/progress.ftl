progress-no-sector = Chưa phân khối
