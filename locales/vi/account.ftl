# Chức trách, quyền hạn, tài khoản, phiên làm việc.
role-administrator = quản trị viên
role-organisation-officer = cán bộ Ban Tổ chức
role-secretary = Bí thư, Phó Bí thư
role-committee-officer = cán bộ văn phòng cấp ủy
role-branch-committee = chi ủy
role-counter = tổ kiểm phiếu
role-observer = người theo dõi
role-integrator = hệ thống kết nối

action-read-units = xem các tổ chức đảng
action-keep-units = quản lý các tổ chức đảng
action-read-accounts = xem các tài khoản
action-keep-accounts = quản lý tài khoản và chức trách
action-link-accounts = xem tên, năm sinh đảng viên để gắn tài khoản
action-read-members = xem danh sách đảng viên
action-keep-members = cập nhật danh sách đảng viên
action-read-congresses = xem kế hoạch và đại hội
action-read-documents = xem văn kiện đại hội
action-read-personnel = xem công tác nhân sự
action-draft-plans = soạn kế hoạch và hướng dẫn
action-raise-opinions = nêu ý kiến tại đại hội điểm
action-prepare-congress = chuẩn bị đại hội chi bộ
action-enter-counts = nhập số liệu kiểm phiếu
action-read-events = theo dõi sự kiện
action-read-audit = xem nhật ký kiểm tra

user-kind-person = người dùng
user-kind-integrator = hệ thống khác

reason-office-needed = Việc "{ $action }" thuộc thẩm quyền của: { $roles }. Hãy đề nghị người có chức trách đó thực hiện.
reason-password-must-change = Mật khẩu này do người khác đặt. Đồng chí hãy đổi mật khẩu trước khi làm việc khác.
reason-account-beyond-reach = Tài khoản này còn giữ { $count } chức trách ngoài phạm vi đồng chí quản trị. Hãy đề nghị quản trị viên cấp trên thực hiện.
reason-unit-beyond-reach = Nơi giữ chức trách này nằm ngoài phạm vi đồng chí quản trị. Hãy đề nghị quản trị viên cấp trên thực hiện.
reason-account-needs-office = Quản trị viên của một tổ chức đảng chỉ lập tài khoản kèm ít nhất một chức trách trong phạm vi mình quản trị. Hãy thêm chức trách.
reason-account-of-a-system = Tài khoản của hệ thống khác không gắn với đảng viên nào. Hãy chọn tài khoản của một người.
reason-member-has-account = Đảng viên này đã có một tài khoản khác. Mỗi đảng viên chỉ có một tài khoản: hãy bỏ gắn ở tài khoản kia trước.
reason-account-member-left = Người này không còn là đảng viên của chi bộ. Hãy chọn đảng viên khác.
reason-account-disabled = Tài khoản đang bị khóa. Hãy mở lại tài khoản trước.
reason-own-account = Không tự khóa tài khoản của mình. Hãy đề nghị một quản trị viên khác.
reason-own-office = Không tự giao chức trách, không tự kéo dài chức trách của mình. Hãy đề nghị một quản trị viên khác.
reason-own-password = Không đặt lại mật khẩu của chính mình. Hãy dùng chức năng đổi mật khẩu.
reason-last-administrator = Đây là quản trị viên duy nhất của toàn hệ thống. Hãy giao chức trách quản trị không thời hạn cho một người khác trước.
reason-role-of-integrators = Chức trách "hệ thống kết nối" chỉ giao cho tài khoản của hệ thống khác. Hãy chọn chức trách khác hoặc lập tài khoản cho hệ thống đó.
reason-role-of-persons = Tài khoản của hệ thống khác không giữ chức trách "{ $role }"; chỉ được là hệ thống kết nối hoặc người theo dõi. Hãy chọn lại chức trách.
reason-role-not-at-level = Chức trách "{ $role }" không có ở { $level }. Chi bộ có chi ủy và tổ kiểm phiếu; cấp ủy có Bí thư, Phó Bí thư và cán bộ. Hãy chọn lại chức trách hoặc nơi giữ.
reason-office-over = Chức trách này đã kết thúc ngày { $date } và được giữ nguyên như đã ghi. Nếu cần, hãy giao chức trách mới.
reason-office-held = Tài khoản đã giữ chức trách "{ $role }" ở nơi này trong thời gian đó. Hãy chọn thời gian khác hoặc kết thúc chức trách đang giữ trước.
reason-no-password = Tài khoản của hệ thống khác không dùng mật khẩu. Hãy tạo mã truy cập cho tài khoản này.
reason-no-session = Yêu cầu này dùng mã truy cập, không có phiên làm việc để kết thúc. Muốn ngừng sử dụng, hãy đề nghị quản trị viên thu hồi mã.
reason-tokens-of-integrators = Mã truy cập chỉ cấp cho tài khoản của hệ thống khác. Hãy lập một tài khoản loại đó rồi cấp mã.
reason-totp-on = Xác thực hai bước đang bật. Muốn đổi thiết bị, hãy tắt rồi bật lại.
reason-totp-off = Xác thực hai bước chưa bật, không cần tắt.
reason-totp-not-started = Chưa bắt đầu bật xác thực hai bước. Hãy lấy khóa cho ứng dụng xác thực trước, rồi nhập mã.
reason-setup-done = Hệ thống đã có tài khoản, không khởi tạo lại. Hãy đăng nhập, hoặc đề nghị quản trị viên lập tài khoản.

anonymous-credentials-wrong = Tên đăng nhập hoặc mật khẩu không đúng. Hãy kiểm tra bộ gõ và phím Caps Lock rồi thử lại; nếu quên mật khẩu, hãy đề nghị quản trị viên đặt lại.
anonymous-account-disabled = Tài khoản đã bị khóa. Hãy liên hệ quản trị viên.
anonymous-totp-needed = Tài khoản có xác thực hai bước. Hãy nhập mã gồm 6 chữ số trong ứng dụng xác thực.
anonymous-totp-wrong = Mã xác thực không đúng hoặc đã dùng. Hãy kiểm tra giờ của điện thoại, chờ mã mới rồi thử lại.
anonymous-refresh-token-invalid = Mã làm mới không hợp lệ. Hãy đăng nhập lại.
anonymous-refresh-token-reused = Mã làm mới này đã được dùng trước đó, nên phiên làm việc bị kết thúc để bảo đảm an toàn. Hãy đăng nhập lại; nếu không phải do đồng chí, hãy đổi mật khẩu ngay.

invalid-username = Tên đăng nhập gồm 3 đến 64 chữ cái không dấu, chữ số hoặc các dấu . _ - @ và bắt đầu bằng chữ hoặc số.
invalid-password-unlike = Hai lần nhập mật khẩu mới không giống nhau. Hãy nhập lại.
invalid-display-name = Họ và tên phải có từ 1 đến 200 ký tự.
invalid-password-too-short = Mật khẩu phải có ít nhất { $min } ký tự. Một câu gồm bốn, năm từ không liên quan vừa dễ nhớ vừa an toàn.
invalid-password-too-long = Mật khẩu dài quá { $max } ký tự. Hãy chọn mật khẩu ngắn hơn.
invalid-password-common = Mật khẩu này quá thông dụng, dễ bị đoán. Hãy chọn mật khẩu khác.
invalid-password-contains-user-name = Mật khẩu không được chứa tên đăng nhập. Hãy chọn mật khẩu khác.
invalid-password-repeated = Mật khẩu chỉ lặp lại vài ký tự. Hãy chọn mật khẩu khác.
invalid-password-sequence = Mật khẩu chỉ gồm các ký tự liền nhau trên bàn phím, trong bảng chữ cái hoặc dãy số. Hãy chọn mật khẩu khác.
invalid-password-unchanged = Mật khẩu mới phải khác mật khẩu đang dùng.
invalid-password-wrong = Mật khẩu đang dùng không đúng. Hãy nhập lại.
invalid-password-of-integrator = Tài khoản của hệ thống khác không dùng mật khẩu. Hãy bỏ mục này và tạo mã truy cập sau khi lập tài khoản.
invalid-office-needs-unit = Chức trách này phải gắn với một tổ chức đảng; chỉ quản trị viên mới phụ trách toàn hệ thống. Hãy chọn tổ chức đảng.
invalid-office-reversed = Ngày kết thúc phải sau ngày bắt đầu ({ $from }). Hãy sửa một trong hai ngày.
invalid-office-date = Ngày phải nằm trong khoảng từ năm 1930 đến năm 2200. Hãy kiểm tra lại năm.
invalid-reset-token = Mã đặt lại mật khẩu không đúng, đã dùng hoặc đã hết hạn. Hãy đề nghị quản trị viên cấp mã mới.
invalid-setup-token = Mã khởi tạo không đúng hoặc đã hết hạn. Hãy khởi động lại chương trình để lấy mã mới.
invalid-totp-wrong = Mã xác thực không đúng hoặc đã dùng. Hãy chờ mã mới trong ứng dụng rồi nhập lại.
invalid-token-name = Hãy ghi mã truy cập dùng cho việc gì.

conflict-users = Tên đăng nhập này đã có người dùng. Hãy chọn tên khác.

secret-not-shown-again = Yêu cầu này đã được thực hiện; mã bí mật chỉ hiện một lần trong câu trả lời đầu tiên và không được lưu. Nếu câu trả lời đó đã mất, hãy thu hồi mã rồi tạo mã khác, với Idempotency-Key mới.
