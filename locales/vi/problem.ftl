problem-not-found = Không tìm thấy
