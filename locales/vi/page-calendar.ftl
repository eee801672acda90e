# Lịch của mỗi người theo địa chỉ riêng.
calendar-title = Lịch trên điện thoại, máy tính
calendar-name = Đại hội chi bộ
calendar-none = Chưa có địa chỉ
calendar-since = Đã có địa chỉ, tạo lúc { $at }
calendar-make = Tạo địa chỉ lịch
calendar-make-another = Tạo địa chỉ khác
calendar-make-lead = Lịch gồm ngày các đại hội trong phạm vi của đồng chí và hạn những việc đang chờ đồng chí. Nếu đã có địa chỉ, địa chỉ cũ ngừng dùng.
calendar-is-made = Đã tạo địa chỉ lịch
calendar-made-lead = Trong ứng dụng lịch, chọn “Thêm lịch từ URL” (hoặc “Đăng ký lịch”) rồi dán địa chỉ này.
calendar-keep-secret = Ai có địa chỉ này đều xem được lịch của đồng chí. Không gửi cho người khác; nếu lộ, hãy thu hồi.
calendar-revoke = Thu hồi địa chỉ lịch
calendar-revoke-lead = Các ứng dụng lịch đang dùng địa chỉ này sẽ không cập nhật được nữa.
calendar-is-revoked = Đã thu hồi địa chỉ lịch.
calendar-congress = Đại hội { $name }
calendar-due = Hạn xử lý: { $what }
audit-deed-calendar-make = Tạo địa chỉ lịch
audit-deed-calendar-revoke = Thu hồi địa chỉ lịch
