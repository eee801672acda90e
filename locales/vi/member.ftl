member-status-official = Đảng viên chính thức
member-status-probationary = Đảng viên dự bị
member-status-exempted = Được miễn công tác và sinh hoạt
member-status-temporarily-away = Đang sinh hoạt tạm thời nơi khác
member-status-suspended = Bị đình chỉ sinh hoạt
member-status-prosecuted = Bị khởi tố, tạm giam
member-status-left = Không còn thuộc chi bộ

sex-male = Nam
sex-female = Nữ

reason-probationary-with-official-date = Đảng viên dự bị chưa có ngày công nhận chính thức. Hãy bỏ ngày chính thức, hoặc đổi trạng thái thành đảng viên chính thức.
reason-admitted-too-young = Ngày vào Đảng khi chưa đủ { $least } tuổi. Hãy kiểm tra lại ngày sinh và ngày vào Đảng.
reason-official-too-early = Thời gian dự bị là { $months } tháng; sớm nhất được công nhận chính thức ngày { $earliest }. Hãy kiểm tra lại ngày chính thức.
reason-members-in-branches-only = Đảng viên sinh hoạt tại chi bộ, không ghi tại cấp ủy. Hãy chọn chi bộ của đảng viên.

invalid-born-in-future = Ngày sinh phải trước ngày hôm nay.
invalid-born-too-long-ago = Ngày sinh này đã hơn { $years } năm. Hãy kiểm tra lại năm sinh.
invalid-member-date-in-future = Ngày này chưa đến. Hãy ghi ngày không muộn hơn hôm nay.
invalid-official-before-admitted = Ngày chính thức không thể trước ngày vào Đảng. Hãy kiểm tra lại hai ngày.
invalid-admission-date-missing = Đã có ngày chính thức thì phải có ngày vào Đảng. Hãy bổ sung.
invalid-transfer-to-itself = Đảng viên đang ở chính chi bộ này. Hãy chọn chi bộ chuyển đến khác.
