# Rút kinh nghiệm từ đại hội điểm: ý kiến, văn bản hướng dẫn, danh mục kiểm tra, nhiệm vụ được giao.
theme-backdrop-layout = Thống nhất ma két đại hội
theme-anthems = Hát Quốc ca, Quốc tế ca khi chào cờ khai mạc, bế mạc
theme-congress-documents = Việc ban hành tài liệu đại hội
theme-presidium = Điều hành của đoàn chủ tịch
theme-counting-committee = Hoạt động của tổ kiểm phiếu
theme-other = Nội dung khác

opinion-state-raised = Đã nêu, chờ giải đáp
opinion-state-answered = Đã giải đáp, chờ kết luận
opinion-state-concluded = Đã kết luận
opinion-state-in-guidance = Đã đưa vào văn bản hướng dẫn
opinion-step-answer = Giải đáp ý kiến
opinion-step-conclude = Kết luận ý kiến
opinion-step-carry-into-guidance = Đưa vào văn bản hướng dẫn

guidance-state-draft = Dự thảo
guidance-state-issued = Đã ban hành, đang có hiệu lực
guidance-state-superseded = Đã được thay thế
guidance-step-revise = Sửa dự thảo
guidance-step-issue = Ban hành văn bản hướng dẫn
guidance-step-supersede = Thay thế bằng văn bản mới

checklist-none = Không đưa vào danh mục kiểm tra
checklist-before-opening = Hoàn thành trước khai mạc
checklist-before-closing = Hoàn thành trước bế mạc

assignment-state-open = Đang thực hiện
assignment-state-done = Đã hoàn thành
assignment-step-complete = Báo cáo hoàn thành

reason-opinion-not-at-pilot = Chỉ nêu ý kiến rút kinh nghiệm tại đại hội điểm; đại hội này không phải đại hội điểm. Nội dung của đại hội khác thì ghi trong báo cáo kết quả.
reason-opinion-before-session = Đại hội điểm chưa được tiến hành (hiện ở trạng thái: { $state }). Hãy ghi ý kiến khi đại hội đang họp hoặc sau khi bế mạc.
reason-plan-not-underway = Kế hoạch phải đã ban hành và chưa kết thúc (hiện ở trạng thái: { $state }). Hãy chờ kế hoạch được ban hành; kế hoạch đã kết thúc thì không thay đổi nữa.
reason-answer-missing = Ý kiến chưa được giải đáp. Hãy giải đáp trước, sau đó đồng chí Bí thư kết luận.
reason-carried-by-issuing-guidance = Ý kiến được đưa vào văn bản hướng dẫn khi văn bản ấy được ban hành. Hãy soạn nội dung lưu ý dựa trên kết luận ý kiến này rồi ban hành văn bản.
reason-result-not-reported = Chưa báo cáo kết quả thực hiện. Hãy ghi rõ việc đã làm (ví dụ số, ký hiệu văn bản đã ban hành).
reason-seat-filled-by-congress-step = Việc này tự kết thúc khi cấp ủy cấp trên ghi quyết định chỉ định hoặc kết quả bầu bổ sung tại trang của đại hội. Hãy báo cáo cấp ủy cấp trên để ghi nhận.

reason-guidance-dated-ahead = Ngày ghi trên văn bản ({ $date }) chưa tới. Hãy ghi ngày hôm nay hoặc chờ đến ngày đó.
reason-guidance-dated-before-plan = Ngày ghi trên văn bản ({ $date }) trước ngày ban hành kế hoạch ({ $issued }). Hãy kiểm tra lại ngày.
reason-clauses-missing = Văn bản chưa có nội dung lưu ý nào. Hãy soạn ít nhất một nội dung từ kết luận của đồng chí Bí thư.
reason-clauses-without-conclusion = Các nội dung lưu ý số { $numbers } chưa dựa trên ý kiến đã được kết luận. Hãy gắn mỗi nội dung với ý kiến đã có kết luận.
reason-clauses-too-many = Một văn bản có nhiều nhất { $most } nội dung lưu ý. Hãy gộp các nội dung lại.
reason-superseded-by-issuing-newer = Văn bản chỉ được thay thế khi ban hành văn bản mới. Hãy soạn và ban hành văn bản mới.
reason-opinions-not-covered = Còn { $count } ý kiến đã kết luận chưa được đưa vào văn bản này. Hãy bổ sung nội dung lưu ý, hoặc ban hành nếu chủ định không đưa vào.

reason-guidance-not-in-force = Văn bản hướng dẫn không có hiệu lực (hiện ở trạng thái: { $state }). Hãy tiếp nhận văn bản đang có hiệu lực.
reason-guidance-not-for-congress = Văn bản hướng dẫn này không áp dụng cho đại hội của chi bộ. Hãy kiểm tra lại kế hoạch mà đại hội thuộc về.
reason-acknowledged-too-late = Đại hội đã khai mạc hoặc không còn tiến hành nên không tiếp nhận văn bản hướng dẫn được nữa. Không cần làm gì thêm.
reason-conclusions-to-take-in = { $count } kết luận đang chờ được đưa vào văn bản.
reason-guidance-acknowledged = Chi bộ đã tiếp nhận văn bản hướng dẫn này; không phải tiếp nhận lại.
reason-checklist-closed = Đại hội không còn cập nhật danh mục kiểm tra (hiện ở trạng thái: { $state }). Điều còn thiếu thì ghi trong báo cáo kết quả.
reason-ticked-before-opening = Việc này đã được xác nhận trước khai mạc; đại hội đã khai mạc nên không bỏ xác nhận được. Nếu xác nhận nhầm, hãy ghi rõ trong biên bản và báo cáo cấp ủy cấp trên.

invalid-conclusion-too-short = Kết luận phải cụ thể, rõ ràng: ít nhất { $min } ký tự.
invalid-assignment-outside = Tổ chức được giao nhiệm vụ phải là cấp ủy ban hành kế hoạch hoặc tổ chức trực thuộc.
invalid-assignment-due-past = Thời hạn không được là ngày đã qua. Hãy chọn từ hôm nay trở đi.
