# Danh sách triệu tập, điểm danh và cơ sở tính kết quả.
action-read-roll = Xem danh sách triệu tập đại hội

roll-status-official = Đảng viên chính thức
roll-status-probationary = Đảng viên dự bị
roll-status-exempted = Đảng viên được miễn công tác và sinh hoạt
roll-status-temporarily-away = Đảng viên đang sinh hoạt tạm thời nơi khác
roll-status-temporarily-attending = Đảng viên sinh hoạt tạm thời tại chi bộ
roll-status-suspended = Đảng viên bị đình chỉ sinh hoạt
roll-status-prosecuted = Đảng viên bị khởi tố, tạm giam

roll-mark-awaited = Chưa điểm danh
roll-mark-present = Có mặt
roll-mark-late = Đến muộn, đang có mặt
roll-mark-left-early = Đã về sớm
roll-mark-excused = Xin vắng mặt
roll-mark-absent = Vắng mặt không lý do

roll-change-drawn-up = Lập danh sách
roll-change-added = Ghi bổ sung
roll-change-refreshed = Cập nhật theo danh sách đảng viên
roll-change-corrected = Sửa danh sách
roll-change-marked = Điểm danh
roll-change-reset = Bỏ điểm danh do đổi ngày đại hội

base-kind-quorum = số đảng viên chính thức được triệu tập để xét điều kiện tiến hành đại hội
base-kind-ordinary-vote = cơ sở tính kết quả biểu quyết
base-kind-election = cơ sở tính kết quả bầu cử

base-reason-temporarily-away = sinh hoạt tạm thời nơi khác và không dự đại hội
base-reason-exempted = được miễn công tác và sinh hoạt, không dự đại hội
base-reason-suspended = bị đình chỉ sinh hoạt
base-reason-prosecuted = bị khởi tố, truy tố hoặc tạm giam
base-reason-absence-accepted = vắng mặt suốt thời gian đại hội có lý do chính đáng, được cấp ủy triệu tập đồng ý

base-summoned = Triệu tập { $summoned } đảng viên chính thức.
base-excluded = Trừ { $count } đồng chí { $reason } ({ $clause }, { $regulation }).
base-left = Còn { $base } đồng chí là { $kind } ({ $clause }, { $regulation }).
base-more-than-half = Quá một nửa là { $needed } phiếu ({ $clause }, { $regulation }).
base-quorum-needed = Phải có mặt ít nhất { $needed } đồng chí ({ $clause }, { $regulation }).
attendance-present = Đại hội có mặt { $present } trên { $summoned } đảng viên chính thức được triệu tập.
committee-elected = Chi bộ có { $official } đảng viên chính thức, từ { $from } trở lên: bầu chi ủy, sau đó bầu bí thư và phó bí thư trong số chi ủy viên ({ $clause }, { $regulation }).
committee-not-elected = Chi bộ có { $official } đảng viên chính thức, dưới { $from }: không bầu chi ủy; bầu bí thư và, nếu cần, phó bí thư ({ $clause }, { $regulation }).

reason-roll-may-not-vote = { $status } không có quyền biểu quyết và bầu cử. Không cần ghi phiếu của đồng chí này.
reason-roll-may-not-stand = { $status } không được đưa vào danh sách bầu cử. Hãy chọn đảng viên chính thức của chi bộ.
reason-roll-may-not-nominate = { $status } không tham gia đề cử. Hãy để đồng chí khác đề cử.
reason-roll-entry-struck-off = Đồng chí này đã được đưa ra khỏi danh sách triệu tập. Hãy đưa trở lại danh sách, ghi rõ lý do.
reason-roll-person-twice = Đồng chí { $name } (trùng họ tên và ngày sinh) đã có trong danh sách triệu tập. Mỗi đồng chí chỉ ghi một lần; nếu ghi nhầm ngày sinh, hãy sửa lại.
reason-roll-person-struck-off = Đồng chí { $name } (trùng họ tên và ngày sinh) đã có trong danh sách nhưng đã được đưa ra. Hãy đưa đồng chí trở lại danh sách, không ghi thêm.
reason-roll-namesake-unclear = Danh sách đã có đồng chí tên { $name }, chưa đủ ngày sinh để phân biệt. Nếu là một người thì không ghi thêm; nếu là hai đồng chí trùng tên, hãy ghi ngày sinh của cả hai.
reason-roll-member-unclear = Chi bộ có đảng viên tên { $name } chưa có trong danh sách. Hãy ghi ngày sinh để nối với hồ sơ đảng viên, hoặc lập lại danh sách từ danh sách đảng viên của chi bộ.
reason-roll-not-drawn-up-now = Đại hội đang ở trạng thái “{ $state }”. Danh sách triệu tập được lập sau khi đại hội được duyệt và trước khi khai mạc. Hãy làm việc này trong khoảng đó.
reason-roll-not-corrected-now = Đại hội đang ở trạng thái “{ $state }”. Danh sách và điểm danh chỉ được ghi từ khi đại hội được duyệt đến khi bế mạc. Sai sót phát hiện sau thì ghi trong biên bản.
reason-roll-day-not-come = Chưa đến ngày đại hội đã triệu tập. Hãy điểm danh vào ngày đại hội.
reason-roll-was-here-at-a-vote = { $name } đã có mặt khi đại hội biểu quyết hoặc bầu cử nên không phải là vắng mặt suốt thời gian đại hội, vẫn tính trong cơ sở. Nếu đồng chí ấy đã về, hãy ghi về sớm.
reason-roll-left-without-coming = Đồng chí này chưa được ghi là có mặt, nên không thể ghi về sớm. Hãy ghi giờ đến trước.
reason-roll-correction-without-reason = Nội dung này thay đổi điều đã ghi. Hãy ghi rõ lý do sửa.
reason-roll-entry-on-ballot = Đồng chí { $name } đang có tên trên phiếu bầu { $post }. Hãy dừng lần bầu, sửa danh sách, rồi đại hội biểu quyết lại danh sách bầu cử.
reason-roll-entry-elected = Đồng chí { $name } đã được đại hội bầu làm { $post }, không sửa tư cách tại đại hội được nữa. Nếu không đủ điều kiện, hãy báo cáo để cấp ủy cấp trên xem xét khi chuẩn y.
reason-exempted-not-summoned = Còn { $count } đảng viên được miễn công tác và sinh hoạt hoặc sinh hoạt tạm thời nơi khác chưa có trong danh sách triệu tập. Hãy triệu tập các đồng chí này; chỉ tính khi có mặt.

invalid-roll-absence-reason-missing = Hãy ghi lý do xin vắng mặt.
invalid-roll-accepted-without-excuse = Chỉ ghi ý kiến của cấp ủy triệu tập khi đảng viên xin vắng mặt. Hãy bỏ mục này, hoặc ghi là xin vắng mặt.
invalid-roll-time-in-future = Thời điểm này chưa đến. Hãy kiểm tra lại giờ.
invalid-roll-time-before-day = Thời điểm này trước ngày đại hội. Hãy kiểm tra lại.
invalid-roll-left-before-arrived = Giờ về không thể trước giờ đến. Hãy kiểm tra lại hai giờ.
invalid-roll-time-without-coming = Chỉ ghi giờ khi đồng chí có mặt hoặc về sớm. Hãy bỏ giờ, hoặc sửa điểm danh.
invalid-roll-nothing-corrected = Hãy ghi nội dung cần sửa.
