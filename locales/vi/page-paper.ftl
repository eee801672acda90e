# Trang giấy tờ của đại hội.
papers-lead = Giấy tờ theo thể thức văn bản của Đảng, điền sẵn từ dữ liệu của đại hội. Mỗi lần tải đều được ghi nhật ký.
papers-caption = Giấy tờ của đại hội
papers-name = Tên giấy tờ
papers-file = Tải, in
papers-ready = Đủ dữ liệu
papers-not-ready = Còn thiếu
papers-docx = Tải DOCX
papers-html = Trang in
papers-place = Địa danh
papers-place-hint = Đứng trước ngày tháng, ví dụ Lạng Sơn.
papers-signer = Người ký
papers-signer-hint = Chỉ dùng nơi hệ thống không biết ai ký.
papers-put-in = Điền vào giấy tờ
