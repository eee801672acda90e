# Biểu quyết giơ tay tại đại hội: biểu quyết việc gì, và vì sao chưa ghi được kết quả.
action-read-congress-day = Xem diễn biến đại hội: chương trình, kịch bản, các cơ quan điều hành, kết quả biểu quyết

vote-subject-programme = chương trình đại hội
vote-subject-working-rules = quy chế làm việc
vote-subject-organ = cơ quan điều hành đại hội
vote-subject-number-to-elect = số lượng bầu
vote-subject-ballot-list = danh sách bầu cử
vote-subject-withdrawal = xin rút tên
vote-subject-target = chỉ tiêu
vote-subject-document = văn kiện
vote-subject-other = nội dung khác

reason-day-congress-not-in-session = Đại hội đang ở trạng thái “{ $state }”. Việc này chỉ thực hiện khi đại hội đang tiến hành. Nếu chưa khai mạc, hãy khai mạc đại hội trước.
reason-day-congress-over = Đại hội đang ở trạng thái “{ $state }”, nên nội dung này không thay đổi được nữa. Sai sót phát hiện sau thì ghi trong báo cáo kết quả.
reason-vote-before-the-roll = Chưa lập danh sách đảng viên dự đại hội nên chưa xác định được ai biểu quyết. Hãy lập danh sách và ghi điểm danh trước.
reason-vote-without-quorum = Hiện có mặt { $present } trên { $summoned } đảng viên chính thức được triệu tập, chưa đủ { $needed } đồng chí để biểu quyết. Hãy chờ đủ số lượng, hoặc ghi rõ lý do vẫn biểu quyết.
reason-vote-negative = Số biểu quyết không được âm. Hãy kiểm tra lại.
reason-vote-exceeds-present = Tổng số biểu quyết là { $sum }, nhiều hơn số đảng viên chính thức có mặt là { $present }. Hãy kiểm tra lại số liệu.
reason-vote-exceeds-base = Tổng số biểu quyết là { $sum }, nhiều hơn cơ sở tính kết quả là { $base }. Hãy kiểm tra lại số liệu và danh sách triệu tập.
reason-vote-question-missing = Chưa ghi nội dung biểu quyết. Hãy ghi rõ đại hội biểu quyết việc gì.
reason-vote-subject-elsewhere = Kết quả biểu quyết { $subject } được ghi tại chính nội dung đó. Hãy mở nội dung đó và ghi kết quả.
reason-vote-already-adopted = Đại hội đã thông qua { $subject }. Nếu kết quả đã ghi bị sai, hãy ghi lại kèm lý do.
