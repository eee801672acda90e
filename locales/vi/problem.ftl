# Các loại trở ngại: tên gọi ngắn và điều cần làm tiếp.
problem-not-found = Không tìm thấy
problem-not-found-detail = Không có nội dung này, hoặc đồng chí không có quyền biết. Hãy kiểm tra lại địa chỉ.
problem-anonymous = Chưa đăng nhập
problem-forbidden = Không có thẩm quyền
problem-forbidden-detail = Đồng chí xem được nhưng không được thực hiện việc này.
problem-refused = Chưa thể thực hiện
problem-refused-detail = Bước này chưa thực hiện được.
problem-conflict = Bị trùng
problem-conflict-detail = Đã có một mục như vậy. Hãy kiểm tra lại rồi dùng mục đã có hoặc đổi tên, số.
problem-invalid = Dữ liệu chưa đúng
problem-invalid-detail = Có mục nhập chưa đúng; xem từng mục ở danh sách kèm theo, sửa rồi gửi lại.
problem-malformed = Không đọc được yêu cầu
problem-version-not-said = Thiếu phiên bản đã xem
problem-version-not-said-detail = Yêu cầu phải có tiêu đề If-Match ghi phiên bản đã xem (lấy từ ETag). Hãy đọc lại rồi gửi.
problem-stale = Dữ liệu đã thay đổi
problem-stale-detail = Người khác đã thay đổi nội dung này sau khi đồng chí đọc (nay là phiên bản { $current }). Hãy tải lại, xem rồi thực hiện lại.
problem-too-large = Quá lớn
problem-too-large-detail = Nội dung gửi lên lớn hơn mức cho phép là { $limit } MiB. Hãy giảm dung lượng rồi gửi lại.
problem-unsupported-media = Loại nội dung không được nhận
problem-unsupported-media-detail = Hãy gửi JSON (Content-Type: application/json), hoặc loại tệp mà địa chỉ này nhận.
problem-method-not-allowed = Cách gọi không đúng
problem-method-not-allowed-detail = Địa chỉ này không nhận cách gọi đó; xem các cách được nhận ở tiêu đề Allow.
problem-try-later = Thử quá nhiều lần
problem-try-later-detail = Đã thử quá nhiều lần. Hãy chờ { $seconds } giây rồi thử lại.
problem-busy = Máy chủ đang bận
problem-busy-detail = Chưa có gì được thay đổi. Hãy thử lại sau giây lát.
problem-internal = Lỗi của phần mềm
problem-internal-detail = Chưa có gì được thay đổi. Hãy báo người quản trị kèm mã yêu cầu (instance).

anonymous-token-missing = Hãy đăng nhập: yêu cầu phải có tiêu đề Authorization: Bearer.
anonymous-token-invalid = Mã truy cập không hợp lệ. Hãy đăng nhập lại.
anonymous-token-expired = Mã truy cập đã hết hạn. Hãy làm mới phiên hoặc đăng nhập lại.
anonymous-session-ended = Phiên làm việc đã kết thúc. Hãy đăng nhập lại.

malformed-json = Nội dung không phải JSON đúng cú pháp: { $detail }
malformed-body = Không đọc hết được nội dung gửi lên: { $detail }
malformed-if-match = If-Match phải có dạng "3" (số phiên bản trong ngoặc kép).
malformed-request = Máy chủ không hiểu yêu cầu: { $detail }

invalid-type = Kiểu dữ liệu không đúng hoặc mục lạ: { $detail }
invalid-query = Tham số không đúng hoặc tham số lạ: { $detail }
invalid-range = Phải nằm trong khoảng cho phép.
invalid-length = Độ dài không đúng mức cho phép.
invalid-cursor = Con trỏ trang không hợp lệ. Hãy dùng nguyên giá trị next của trang trước.
invalid-idempotency-key = Idempotency-Key phải có từ 1 đến 255 ký tự.
invalid-idempotency-key-reused = Khóa này đã dùng cho một yêu cầu khác. Hãy dùng khóa mới cho yêu cầu mới.
invalid-unknown = Không có mục được nêu.
