# Đại hội chi bộ: trạng thái, các bước, ai thực hiện, và vì sao chưa thực hiện được.

congress-state-preparing = Đang chuẩn bị
congress-state-submitted = Đã trình hồ sơ
congress-state-approved = Đã được duyệt
congress-state-convened = Đã triệu tập
congress-state-in-session = Đang tiến hành
congress-state-closed = Đã bế mạc
congress-state-reported = Đã báo cáo kết quả
congress-state-confirmed = Đã được chuẩn y
congress-state-annulled = Bị hủy kết quả
congress-state-cancelled = Không tổ chức

congress-step-designate-pilot = Chọn làm đại hội điểm
congress-step-submit-dossier = Trình hồ sơ đại hội
congress-step-return-dossier = Trả lại hồ sơ
congress-step-approve = Duyệt đại hội
congress-step-override-guidance = Cho phép tổ chức trước khi có hướng dẫn
congress-step-convene = Triệu tập đại hội
congress-step-open = Khai mạc đại hội
congress-step-close = Bế mạc đại hội
congress-step-report = Báo cáo kết quả đại hội
congress-step-confirm = Chuẩn y kết quả đại hội
congress-step-appoint-secretary = Chỉ định bí thư
congress-step-annul = Hủy kết quả đại hội
congress-step-postpone = Thay đổi ngày đại hội
congress-step-cancel = Không tổ chức đại hội

seat-office = Ban Tổ chức hoặc văn phòng của cấp ủy ban hành kế hoạch
seat-secretary = Bí thư (phó bí thư) của cấp ủy ban hành kế hoạch
seat-upper = cấp ủy cấp trên trực tiếp duyệt đại hội
seat-sub-committee = đảng ủy bộ phận
seat-branch = chi ủy (nơi không có chi ủy: bí thư chi bộ)

post-branch-committee-member = chi ủy viên
post-secretary = bí thư chi bộ
post-deputy-secretary = phó bí thư chi bộ

reason-wrong-state = Bước "{ $step }" chỉ thực hiện được khi ở trạng thái: { $from }. Hiện nay: { $state }.
reason-wrong-office = Bước này thuộc thẩm quyền của: { $by }. Hãy chuyển cho người có thẩm quyền thực hiện.

reason-plan-not-issued = Kế hoạch { $plan } chưa được ban hành. Hãy chờ đồng chí Bí thư ký ban hành kế hoạch.
reason-plan-completed = Kế hoạch { $plan } đã kết thúc.
reason-plan-without-pilots = Kế hoạch { $plan } không tổ chức đại hội điểm.
reason-already-pilot = Chi bộ này đã được chọn làm đại hội điểm.
reason-sector-missing = Chưa rõ chi bộ điểm đại diện cho khối nào. Hãy nêu khối mà chi bộ đại diện.
reason-documents-not-submitted = Chi bộ chưa trình đủ văn kiện, còn thiếu: { $documents }. Hãy trình các văn kiện này.
reason-scheme-not-submitted = Chi bộ chưa trình đề án nhân sự. Hãy hoàn thành các bước nhân sự và trình đề án.
reason-date-missing = Chưa ấn định ngày đại hội. Hãy ghi ngày đại hội.
reason-date-outside-window = Ngày đại hội { $date } nằm ngoài thời gian của kế hoạch (từ { $from } đến { $to }). Hãy chọn ngày khác, hoặc đề nghị cấp ủy ban hành kế hoạch quyết định.
reason-venue-missing = Chưa ghi địa điểm đại hội. Hãy bổ sung địa điểm.
reason-documents-not-approved = Còn văn kiện chưa được duyệt: { $documents }. Hãy duyệt từng văn kiện trước khi duyệt đại hội.
reason-dossier-remarks-open = Còn { $count } ý kiến góp ý chưa được chi bộ tiếp thu hoặc giải trình. Chi bộ cần trả lời từng ý kiến.
reason-scheme-not-approved = Đề án nhân sự chưa được duyệt. Hãy cho ý kiến bằng văn bản về đề án nhân sự.
reason-date-gone-by = Ngày { $date } đã qua (hôm nay là { $today }). Hãy chọn một ngày khác.
reason-notice-missing = Chưa ghi ngày thông báo khai mạc đại hội. Hãy ghi ngày đã thông báo.
reason-notice-in-future = Ngày thông báo { $date } chưa đến (hôm nay là { $today }). Hãy thông báo rồi mới triệu tập.
reason-notice-too-short = Thông báo ngày { $notice }, khai mạc ngày { $opens }: chỉ có { $days } ngày làm việc, ít nhất phải có { $needed }. Thông báo chậm nhất phải vào ngày { $latest }; hãy lùi ngày đại hội.
reason-notice-short-without-reason = Thông báo ngày { $notice }, khai mạc ngày { $opens }: chỉ có { $days } ngày làm việc, quy định là { $needed } (chậm nhất ngày { $latest }). Hãy nêu lý do, hoặc lùi ngày đại hội.
reason-members-not-listed = Chưa lập danh sách đảng viên được triệu tập. Hãy lập danh sách triệu tập của đại hội.
reason-too-few-official-members = Triệu tập { $summoned } đảng viên chính thức; chi bộ phải có ít nhất { $needed }. Hãy báo cáo cấp ủy cấp trên để bổ sung đảng viên hoặc sáp nhập chi bộ.
reason-rollout-not-open = Kế hoạch { $plan } chưa triển khai đồng loạt: đại hội điểm và việc rút kinh nghiệm chưa xong. Hãy chờ văn bản hướng dẫn, hoặc đề nghị đồng chí Bí thư cấp ủy ban hành kế hoạch cho phép.
reason-guidance-not-acknowledged = Chi bộ chưa xác nhận đã tiếp nhận văn bản hướng dẫn: { $guidance }. Hãy đọc và xác nhận.
reason-day-not-come = Đại hội được triệu tập vào ngày { $date }, hôm nay mới là { $today }. Hãy chờ đến ngày đó.
reason-attendance-missing = Chưa điểm danh. Hãy điểm danh theo danh sách triệu tập.
reason-quorum-not-reached = Có mặt { $present } trên { $summoned } đảng viên chính thức được triệu tập; phải có ít nhất { $numerator }/{ $denominator }, tức là { $needed } đồng chí. Đại hội chưa hợp lệ; hãy chờ đủ số lượng hoặc thay đổi ngày đại hội.
reason-checklist-before-opening = Còn { $count } nội dung lưu ý phải hoàn thành trước khi khai mạc. Hãy thực hiện và đánh dấu từng nội dung.
reason-resolution-not-adopted = Đại hội chưa thông qua nghị quyết. Hãy biểu quyết và ghi kết quả biểu quyết nghị quyết.
reason-documents-not-presented = Còn văn kiện chưa trình ra đại hội: { $documents }. Hãy trình các văn kiện này.
reason-final-versions-missing = Văn kiện được duyệt kèm ý kiến nhưng chưa có bản hoàn chỉnh sau tiếp thu: { $documents }. Hãy nộp bản hoàn chỉnh.
reason-elections-not-decided = Việc bầu cử chưa xong: { $posts }. Hãy bầu đủ, hoặc kết thúc và ghi rõ chức danh để khuyết.
reason-checklist-before-closing = Còn { $count } nội dung lưu ý phải hoàn thành trước khi bế mạc. Hãy thực hiện và đánh dấu từng nội dung.
reason-papers-missing = Hồ sơ báo cáo kết quả còn thiếu: { $documents }. Hãy bổ sung.
reason-decision-symbol-missing = Chưa ghi số, ký hiệu của quyết định (ví dụ 12-QĐ/ĐU). Hãy ghi số, ký hiệu.
reason-decision-date-missing = Chưa ghi ngày của quyết định. Hãy ghi ngày quyết định.
reason-decision-date-outside = Ngày quyết định { $date } phải từ ngày báo cáo kết quả ({ $from }) đến hôm nay ({ $to }). Hãy kiểm tra lại.
reason-posts-not-ruled-on = Chưa nêu rõ chuẩn y hay không chuẩn y đối với: { $posts }. Hãy kết luận từng chức danh trúng cử.
reason-posts-ruled-on-twice = Có chức danh được kết luận hai lần: { $posts }. Mỗi chức danh chỉ kết luận một lần.
reason-posts-not-elected = Có { $count } chức danh được nêu nhưng không có trong danh sách trúng cử của đại hội. Hãy kiểm tra lại danh sách.
reason-refusal-reason-missing = Chưa nêu lý do không chuẩn y. Hãy ghi rõ lý do đối với từng trường hợp.
reason-secretary-not-vacant = Chức danh bí thư không khuyết. Chỉ chỉ định khi đại hội không bầu được bí thư hoặc kết quả bầu bí thư không được chuẩn y.
reason-secretary-appointed-already = Đã có quyết định chỉ định bí thư. Hãy xem lại kết quả đại hội.
reason-appointee-missing = Chưa chọn đồng chí được chỉ định. Hãy chọn trong danh sách đảng viên dự đại hội.
reason-appointee-off-roll = Đồng chí được chọn không có trong danh sách triệu tập của đại hội này. Hãy chọn lại.
reason-appointee-not-official = Đồng chí { $name } ({ $status }) không thể được chỉ định làm bí thư. Hãy chọn đảng viên chính thức của chi bộ.
reason-appointee-not-in-committee = Đồng chí { $name } không phải là chi ủy viên vừa được bầu. Chi bộ có chi ủy thì bí thư được chỉ định trong số chi ủy viên.
reason-ground-missing = Chưa nêu căn cứ (điều, khoản bị vi phạm). Hãy ghi rõ căn cứ hủy kết quả.
reason-new-date-missing = Chưa ghi ngày đại hội mới. Hãy ghi ngày mới.
reason-congress-exists = { $branch } đã có đại hội trong đợt này. Hãy dùng đại hội đã lập.
reason-congress-not-preparing = Hồ sơ đại hội đã được trình nên không sửa trực tiếp. Để đổi ngày, hãy dùng bước "Thay đổi ngày đại hội".

reason-too-many-half-days = Dự kiến đại hội kéo dài { $half_days } buổi, kế hoạch quy định không quá { $most } buổi. Hãy rút gọn chương trình.
reason-short-notice = Thông báo trước { $days } ngày làm việc, quy định là { $needed }; lý do được lưu trong lịch sử.
reason-guidance-overridden = Đồng chí Bí thư cấp ủy ban hành kế hoạch đã cho phép tổ chức trước khi có hướng dẫn; lý do được ghi tại đại hội này.

invalid-unit-outside-scope = Tổ chức này không thuộc phạm vi của kế hoạch.
invalid-unit-not-branch = Chỉ lập đại hội cho chi bộ (chi bộ cơ sở hoặc chi bộ trực thuộc).
invalid-hour = Giờ phải có dạng GG:PP, ví dụ 07:30.
