# Các cơ quan điều hành đại hội: đoàn chủ tịch, đoàn thư ký, ban kiểm phiếu.
organ-presidium = đoàn chủ tịch (chủ tịch đại hội)
organ-secretariat = đoàn thư ký (thư ký đại hội)
organ-counting-committee = ban (tổ) kiểm phiếu
organ-credentials-committee = ban thẩm tra tư cách đại biểu

reason-organ-no-credentials-committee = Đại hội đảng viên không bầu ban thẩm tra tư cách đại biểu. Cấp ủy triệu tập báo cáo tình hình đảng viên dự đại hội. Hãy bỏ ban này.
reason-organ-empty = Chưa giới thiệu đồng chí nào vào { $organ }. Hãy chọn từ danh sách triệu tập.
reason-organ-member-twice = Có đồng chí được giới thiệu hai lần vào { $organ }. Mỗi đồng chí chỉ ghi một lần.
reason-organ-chair-and-clerk = { $names } vừa ở đoàn chủ tịch (chủ tịch đại hội), vừa làm thư ký. Một người không kiêm cả hai; hãy giới thiệu đồng chí khác.
reason-organ-two-heads = { $organ } chỉ có một người đứng đầu. Hãy chọn một đồng chí.
reason-organ-without-head = { $organ } có nhiều thành viên nên phải có người đứng đầu. Hãy chọn một đồng chí.
reason-organ-member-not-on-roll = Có { $count } người được giới thiệu vào { $organ } không có trong danh sách triệu tập của đại hội. Hãy chọn từ danh sách triệu tập.
reason-organ-member-not-official = Không phải đảng viên chính thức có quyền biểu quyết: { $names }. { $organ } chỉ gồm đảng viên chính thức dự đại hội; hãy giới thiệu đồng chí khác.
reason-organ-member-absent = Hiện không có mặt tại đại hội: { $names }. Hãy điểm danh, hoặc giới thiệu đồng chí khác vào { $organ }.
reason-organ-counter-on-list = Vừa kiểm phiếu vừa có tên trong danh sách bầu cử: { $names }. Hãy thay đồng chí khác vào ban kiểm phiếu rồi biểu quyết lại.
reason-organ-elected = Đại hội đã bầu { $organ }. Muốn thay đổi, hãy giới thiệu lại rồi biểu quyết; nếu kết quả đã ghi bị sai, hãy ghi lại kèm lý do.
reason-organ-rejected = Đại hội đã biểu quyết không thông qua { $organ }. Hãy giới thiệu lại rồi biểu quyết; nếu kết quả đã ghi bị sai, hãy ghi lại kèm lý do.
