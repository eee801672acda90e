# Văn kiện của đại hội: loại, trạng thái, các bước, phiên bản, góp ý.
document-kind-political-report = Báo cáo chính trị
document-kind-self-review-report = Báo cáo kiểm điểm của cấp ủy
document-kind-draft-resolution = Dự thảo nghị quyết đại hội
document-kind-action-programme = Chương trình hành động
document-kind-congress-minutes = Biên bản đại hội
document-kind-election-minutes = Biên bản bầu cử
document-kind-elected-list = Danh sách trúng cử
document-kind-other = Văn bản khác

document-state-draft = Đang soạn thảo
document-state-submitted = Đã trình duyệt
document-state-returned = Trả lại để chỉnh sửa
document-state-approved = Đã được duyệt
document-state-presented = Đã trình đại hội
document-state-adopted = Đại hội đã thông qua

document-step-submit = Trình cấp ủy cấp trên duyệt
document-step-endorse = Cho ý kiến nhất trí (đảng ủy bộ phận)
document-step-return-for-revision = Trả lại để chỉnh sửa
document-step-revise = Tiếp tục chỉnh sửa
document-step-approve = Duyệt
document-step-approve-with-remarks = Duyệt kèm ý kiến góp ý
document-step-reopen = Mở lại văn bản đã duyệt để chi bộ chỉnh sửa
document-step-present = Trình đại hội
document-step-adopt = Ghi nhận đại hội thông qua

secrecy-none = Không mật
secrecy-secret = Mật
secrecy-top-secret = Tối mật
secrecy-utmost-secret = Tuyệt mật

file-kind-docx = Văn bản Word (DOCX)
file-kind-pdf = Tệp PDF
file-kind-odt = Văn bản OpenDocument (ODT)
file-kind-text = Văn bản thuần (TXT)

review-decision-endorse = Nhất trí, chuyển cấp ủy cấp trên
review-decision-approve = Duyệt
review-decision-approve-with-remarks = Duyệt kèm ý kiến góp ý
review-decision-return-for-revision = Trả lại để chỉnh sửa

remark-outcome-accepted = Tiếp thu
remark-outcome-explained = Giải trình

# Vì sao chưa thực hiện được bước của văn kiện
reason-document-paper-not-reviewed = { $kind } là giấy tờ lập sau khi khai mạc để báo cáo kết quả, không phải trình duyệt trước. Chỉ cần nộp bản chính thức; khi đủ giấy tờ thì thực hiện bước báo cáo kết quả đại hội.
reason-document-congress-over = Đại hội đang ở trạng thái "{ $state }" nên không thay đổi văn kiện được nữa. Nếu cần bổ sung, hãy lập văn bản khác (loại "khác") kèm theo hồ sơ, hoặc báo cáo cấp ủy cấp trên.
reason-document-congress-not-in-session = Đại hội chưa diễn ra hoặc đã xong (trạng thái "{ $state }"). Bước này chỉ thực hiện khi đại hội đang họp; hãy khai mạc đại hội trước.
reason-document-version-missing = Chưa nộp bản văn kiện nào. Hãy tải tệp lên (DOCX, PDF, ODT hoặc văn bản thuần) rồi trình lại.
reason-document-version-not-renewed = Bản { $returned } đã bị trả lại và chưa có bản mới hơn. Hãy chỉnh sửa, nộp bản mới rồi trình lại.
reason-document-registration-missing = Chưa đăng ký văn bản mật này. Hãy ghi số, ký hiệu, ngày và nơi lưu giữ.
reason-document-registration-not-renewed = Văn bản mật đã bị trả lại và chưa đăng ký lại sau khi chỉnh sửa. Hãy cập nhật số, ngày hoặc nơi lưu giữ rồi trình lại.
reason-document-remarks-open = { $count ->
    [one] Còn 1 ý kiến góp ý chưa được tiếp thu hoặc giải trình.
   *[other] Còn { $count } ý kiến góp ý chưa được tiếp thu hoặc giải trình.
 } Hãy trả lời từng ý kiến: nêu rõ đã sửa thế nào, hoặc vì sao giữ nguyên.
reason-document-remarks-missing = Duyệt kèm ý kiến thì phải có ít nhất một ý kiến góp ý. Hãy ghi ý kiến, hoặc dùng bước "Duyệt" nếu không có ý kiến nào.
reason-document-remarks-not-taken = Bước này không kèm ý kiến góp ý. Nếu có ý kiến, cấp ủy dùng bước "Duyệt kèm ý kiến góp ý" hoặc "Trả lại để chỉnh sửa".
reason-document-remarks-on-classified = Không ghi ý kiến góp ý về nội dung văn bản mật vào hệ thống. Hãy gửi ý kiến bằng văn bản giấy theo quy định bảo vệ bí mật; ở đây chỉ ghi quyết định duyệt hoặc trả lại.
reason-document-return-without-reason = Trả lại thì phải có ít nhất một ý kiến góp ý hoặc nêu lý do. Hãy ghi rõ để chi ủy biết cần sửa gì.
reason-document-endorsement-not-asked = Kế hoạch không yêu cầu đảng ủy bộ phận cho ý kiến trước, hoặc chi bộ không thuộc đảng ủy bộ phận nào. Cấp ủy có thẩm quyền duyệt trực tiếp. Hãy chuyển văn kiện cho cấp ủy đó.
reason-document-already-endorsed = Đảng ủy bộ phận đã nhất trí với bản này. Hãy chờ cấp ủy cấp trên duyệt.
reason-document-not-endorsed = Kế hoạch yêu cầu đảng ủy bộ phận cho ý kiến trước, nhưng bản này chưa được đảng ủy bộ phận nhất trí. Hãy chờ ý kiến của đảng ủy bộ phận.
reason-dossier-settled = Chỉ mở lại được khi đại hội chưa được duyệt; đại hội hiện ở trạng thái "{ $state }". Nếu cần thay đổi, hãy hoãn hoặc hủy đại hội theo thẩm quyền.
reason-document-final-version-missing = Văn kiện được duyệt kèm ý kiến nhưng chưa nộp bản hoàn chỉnh sau khi tiếp thu. Hãy chỉnh sửa và nộp bản hoàn chỉnh.
reason-document-votes-missing = Chưa ghi đủ kết quả biểu quyết. Hãy ghi số tán thành, số không tán thành và số không có ý kiến.
reason-document-votes-negative = Số phiếu biểu quyết không được âm. Hãy kiểm tra lại.
reason-document-votes-exceed-present = Tổng số biểu quyết là { $sum }, nhiều hơn số đảng viên chính thức có mặt là { $present }. Hãy kiểm tra lại số liệu.
reason-document-majority-not-reached = Số tán thành là { $for }, chưa quá nửa cơ sở tính kết quả biểu quyết là { $base } (cần ít nhất { $needed }). Văn kiện chưa được thông qua; đại hội cần thảo luận và biểu quyết lại.
reason-document-present-not-recorded = Chưa ghi số đảng viên chính thức có mặt. Hãy ghi khi khai mạc đại hội.
reason-document-summoned-not-recorded = Chưa ghi số đảng viên chính thức được triệu tập. Hãy ghi khi triệu tập đại hội.

# Vì sao chưa nộp được phiên bản, chưa sửa được bìa
reason-document-content-classified = Văn bản có độ mật "{ $secrecy }": hệ thống không lưu nội dung. Chỉ đăng ký số, ký hiệu, ngày và nơi lưu giữ; bản giấy quản lý theo quy định bảo vệ bí mật nhà nước.
reason-document-content-already-kept = Nội dung văn kiện này đã được lưu nên không thể chuyển thành văn bản mật. Hãy báo ngay người phụ trách bảo mật và người quản trị để xử lý.
reason-document-reviewed-as-classified = Văn kiện đã được xem xét với tư cách văn bản mật nên không bỏ độ mật tại đây được. Muốn trình bản công khai, hãy lập văn kiện loại "Văn bản khác".
reason-document-not-classified = Văn kiện không phải văn bản mật nên không có độ mật để giảm. Hãy quay lại trang văn kiện.
reason-document-lowered-without-reason = Giảm độ mật hoặc giải mật phải có lý do, được lưu trong nhật ký kiểm tra. Hãy ghi lý do (số, ngày văn bản cho phép, nếu có).
reason-document-with-the-committee = Văn kiện đang ở cấp ủy cấp trên để duyệt nên chưa thay đổi được. Hãy chờ ý kiến của cấp ủy; nếu cần sửa, đề nghị cấp ủy trả lại.
reason-document-to-be-revised-first = Văn kiện đã bị trả lại. Hãy thực hiện bước "Tiếp tục chỉnh sửa" rồi nộp bản mới.
reason-document-approved-as-it-is = Văn kiện đã được duyệt nguyên văn, không kèm ý kiến, nên không nộp bản khác. Muốn sửa, hãy đề nghị cấp ủy đã duyệt xem xét lại.
reason-document-put-to-the-congress = Văn kiện đã trình đại hội nên không thay đổi được nữa. Điều đại hội sửa thì ghi trong biên bản và nghị quyết.
reason-document-substance-settled = Văn kiện đã được duyệt nên không đổi tên, độ mật hoặc nội dung đăng ký được nữa. Muốn sửa, hãy đề nghị cấp ủy đã duyệt xem xét lại.
reason-document-paper-too-early = Chưa đến lúc nộp { $kind }. Giấy tờ này lập khi đại hội đang họp hoặc đã bế mạc. Hãy nộp khi đại hội đã khai mạc.

# Ý kiến góp ý
reason-remark-answered = Ý kiến này đã được trả lời. Nếu cần sửa câu trả lời, hãy dùng cách cập nhật (PUT) trước khi trình lại.
reason-remark-not-answered = Ý kiến này chưa được trả lời nên chưa có gì để sửa. Hãy trả lời trước.
reason-answer-submitted = Câu trả lời đã được trình cùng bản sau đó nên không sửa được nữa. Nếu còn điểm cần nói, hãy ghi trong bản sau hoặc báo cáo cấp ủy.

# So sánh
reason-version-without-text = Không đọc được chữ của bản { $version } (ví dụ tệp PDF), nên không so sánh được. Hãy nộp bản DOCX, ODT hoặc văn bản thuần, hoặc tải hai tệp về để so sánh.
reason-version-text-cut = Bản { $version } quá dài: chỉ { $most } ký tự đầu, trong nhiều nhất { $lines } dòng, được giữ lại để tìm kiếm, nên không so sánh được tại đây. Hãy tải hai tệp về để so sánh.
reason-versions-too-long = Hai bản cộng lại dài { $size } MB chữ, quá mức { $most } MB so sánh được tại đây. Hãy tải hai tệp về để so sánh.

# Mục nhập
invalid-title-needed = Hãy ghi tên văn kiện.
invalid-title-of-classified = Văn bản mật thì không ghi tên, trích yếu vào hệ thống. Hãy bỏ trống mục này.
invalid-registration-needed = Văn bản mật phải có đủ số, ký hiệu, ngày và nơi lưu giữ. Hãy ghi mục này.
invalid-text-blank = Nội dung không được để trống. Hãy ghi nội dung.
invalid-version-unknown = Không có bản này; bản mới nhất là bản { $latest }. Hãy chọn một bản có trong danh sách.
invalid-part-missing = Thiếu phần "file". Hãy gửi kèm tệp.
invalid-part-repeated = Phần này chỉ được gửi một lần. Hãy bỏ phần thừa.
invalid-part-unknown = Chỉ nhận các phần { $parts }. Hãy bỏ các phần khác.
invalid-file-empty = Tệp rỗng. Hãy chọn lại tệp.
invalid-file-kind = Loại tệp không được nhận. Chỉ nhận DOCX (không có macro, không đặt mật khẩu), PDF, ODT hoặc văn bản thuần UTF-8. Tệp .doc cũ thì lưu lại thành .docx.
invalid-file-broken-archive = Tệp bị hỏng hoặc được đặt mật khẩu. Hãy mở bằng phần mềm soạn thảo, lưu lại rồi gửi.
invalid-file-missing-part = Tệp thiếu phần nội dung văn bản. Hãy mở bằng phần mềm soạn thảo, lưu lại rồi gửi.
invalid-file-too-large-unpacked = Nội dung bên trong tệp quá lớn. Hãy giảm dung lượng (ảnh, phụ lục) rồi gửi lại.
invalid-file-not-utf8 = Văn bản không ở bảng mã Unicode UTF-8. Hãy chuyển mã (ví dụ từ TCVN3, VNI) rồi gửi lại.
invalid-file-broken-xml = Nội dung tệp bị hỏng. Hãy mở bằng phần mềm soạn thảo, lưu lại rồi gửi.
invalid-file-broken-pdf = Tệp PDF không đầy đủ: thiếu phần cuối. Hãy mở bản gốc, xuất lại ra PDF rồi gửi.
invalid-file-too-deep = Các phần trong tệp lồng nhau quá sâu, không phần mềm soạn thảo nào lưu như vậy. Hãy chép nội dung sang một văn bản mới, lưu lại rồi gửi.
invalid-file-forbidden-xml = Tệp chứa khai báo không được phép. Hãy mở bằng phần mềm soạn thảo, lưu lại rồi gửi.

# Số, ký hiệu
invalid-symbol-other-form = Số, ký hiệu viết chưa đúng thể thức. Có phải là { $offer }?
invalid-symbol-empty = Hãy ghi số, ký hiệu, ví dụ 65-KH/ĐUK.
invalid-symbol-sign-after-so = Sau chữ "Số" không có dấu hai chấm; viết như: Số 65-KH/ĐUK.
invalid-symbol-number-missing = Phải bắt đầu bằng số thứ tự, ví dụ 65-KH/ĐUK.
invalid-symbol-number-out-of-range = Số thứ tự phải từ 01 và không quá lớn.
invalid-symbol-number-padding = Số dưới 10 phải viết hai chữ số (01, 02…); các số khác không thêm số 0 ở trước.
invalid-symbol-hyphen-missing = Giữa số và tên loại là dấu gạch nối ngắn (-), ví dụ 65-KH/ĐUK.
invalid-symbol-slash-missing = Giữa tên loại và tên cơ quan là dấu gạch chéo (/), ví dụ 65-KH/ĐUK.
invalid-symbol-unknown-type = Tên loại văn bản không đúng. Dùng một trong: NQ, QĐ, CT, KL, QC, TT, HD, TB, BC, KH, QH, CTr, ĐA, PA, TTr, CV, BB.
invalid-symbol-organ-malformed = Ký hiệu cơ quan ban hành phải viết chữ in hoa, ví dụ ĐUK, CB, ĐH.

conflict-documents = Đại hội đã có văn kiện loại này. Hãy mở văn kiện đã có; mỗi loại chỉ lập một, riêng "Văn bản khác" thì lập được nhiều.
malformed-multipart = Không đọc được tệp gửi lên (multipart/form-data). Hãy gửi lại; nếu vẫn không được, hãy chọn lại tệp.

# Tệp không còn như khi lưu
reason-file-missing = Tệp của bản này đã được lưu nhưng không còn trên máy chủ. Hãy báo quản trị viên: có thể khôi phục từ bản sao lưu (lệnh daihoi files verify chỉ ra tệp này).
reason-file-changed = Tệp của bản này trên máy chủ đã bị thay đổi sau khi lưu nên không được đưa ra. Hãy báo quản trị viên: có thể khôi phục từ bản sao lưu (lệnh daihoi files verify chỉ ra tệp này).
reason-file-unreadable = Ổ đĩa của máy chủ không đọc được tệp này. Hãy báo quản trị viên và thử lại sau.
file-damage-missing = bị mất
file-damage-changed = bị thay đổi
file-damage-unreadable = không đọc được
file-damage-intact = nguyên vẹn
files-verified = Cả { $count } tệp đều còn nguyên vẹn.
files-damaged-one = văn bản { $document }, bản { $version }: { $damage } (SHA-256 { $sha256 })
files-damaged = { $damaged } trong { $all } tệp không còn như khi lưu. Hãy khôi phục từng tệp theo mã SHA-256 từ bản sao lưu, rồi kiểm tra lại.
