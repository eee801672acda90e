progress-elsewhere = Đã chuyển đi nơi khác
progress-no-sector = Chưa phân khối
# Việc quá hạn, sắp đến hạn
overdue-not-held = Đại hội chưa được tổ chức
overdue-not-closed = Đại hội đã khai mạc, chưa bế mạc
overdue-report = Chi bộ chưa báo cáo kết quả đại hội lên cấp ủy cấp trên trực tiếp
overdue-confirmation = Cấp ủy cấp trên chưa có quyết định chuẩn y kết quả đại hội
overdue-guidance = Chi bộ chưa xác nhận đã tiếp nhận văn bản lưu ý
overdue-assignment = Nhiệm vụ được giao chưa hoàn thành
overdue-secretary-appointment = Cấp ủy cấp trên chưa chỉ định bí thư chi bộ
overdue-vacancy = Chức danh bầu khuyết chưa được bầu bổ sung
