# Sổ ghi việc (nhật ký kiểm toán), thông báo, sự kiện.
audit-verdict-whole = Sổ ghi việc nguyên vẹn: { $chains } chuỗi, { $entries } mục, { $checkpoints } mốc niêm phong. Mã mốc cuối: { $head }. Hãy ghi mã này ra nơi khác để đối chiếu về sau.
audit-verdict-whole-unsealed = Sổ ghi việc nguyên vẹn: { $chains } chuỗi, { $entries } mục. Chưa có mốc niêm phong nào nên chưa có mã để ghi lại; khi phần mềm chạy, mốc được lập mỗi phút một lần nếu có mục mới. Hãy kiểm tra lại sau đó để lấy mã.
audit-known-head-stands = Mã { $head } vẫn còn trong sổ.
audit-verdict-broken = Sổ ghi việc không nguyên vẹn: { $what }
audit-verdict-broken-entry = Sổ ghi việc không nguyên vẹn, chỗ đầu tiên là mục số { $seq } trong chuỗi { $kind } { $id }: { $what }
audit-verdict-broken-checkpoint = Sổ ghi việc không nguyên vẹn, chỗ đầu tiên là mốc niêm phong số { $seq }: { $what }

audit-fault-entry-unreadable = mục có nội dung mà chương trình không thể ghi ra; mục đã bị sửa trực tiếp trong cơ sở dữ liệu.
audit-fault-entry-changed = nội dung không khớp mã băm; mục đã bị sửa hoặc bị đổi chỗ.
audit-fault-entry-unlinked = mục không nối tiếp mục đứng trước; mục đứng trước đã bị thay.
audit-fault-entry-missing = thiếu mục này; mục đã bị xóa.
audit-fault-entry-inserted = mục đứng sau điểm cuối đã ghi của chuỗi; mục đã bị chèn thêm.
audit-fault-chain-vanished = cả chuỗi không còn mục nào; chuỗi đã bị xóa.
audit-fault-head-missing = không còn dấu điểm cuối của chuỗi; dấu đã bị xóa.
audit-fault-head-changed = dấu điểm cuối không khớp với chuỗi; dấu đã bị sửa.
audit-fault-seal-contradicted = mục không phải là mục đã niêm phong; chuỗi đã bị viết lại.
audit-fault-seal-missing = thiếu niêm phong mà dấu điểm cuối có nhắc đến; niêm phong đã bị xóa.
audit-fault-seal-inserted = có niêm phong không do mốc nào lập; niêm phong đã bị chèn thêm.
audit-fault-seals-changed = các niêm phong không khớp với mốc; niêm phong đã bị sửa, xóa hoặc chèn thêm.
audit-fault-checkpoint-missing = thiếu mốc niêm phong này; mốc đã bị xóa.
audit-fault-checkpoint-changed = nội dung mốc không khớp mã băm; mốc đã bị sửa.
audit-fault-checkpoint-unlinked = mốc không nối tiếp mốc đứng trước; mốc đứng trước đã bị thay.
audit-fault-known-head-absent = không tìm thấy mã đã được ghi ra bên ngoài; sổ đã bị viết lại hoặc mã được nhập sai.

reason-audit-subject-needed = Đồng chí chỉ được xem sổ ghi việc của từng kế hoạch, đại hội hoặc tổ chức đảng trong phạm vi phụ trách. Hãy nêu rõ subject_kind và subject_id; nội dung khác đề nghị người quản trị.
invalid-audit-subject-incomplete = Phải nêu cả subject_kind và subject_id.
invalid-hash = Mã phải gồm từ 16 đến 64 chữ số hệ 16, có thể ngắt bằng dấu gạch nối như trên biên bản.

subject-kind-installation = Hệ thống
subject-kind-unit = Tổ chức đảng
subject-kind-user = Tài khoản
subject-kind-plan = Kế hoạch
subject-kind-congress = Đại hội
subject-kind-document = Văn kiện
subject-kind-personnel = Công tác nhân sự
subject-kind-election = Bầu cử
subject-kind-opinion = Ý kiến
subject-kind-guidance = Văn bản hướng dẫn
subject-kind-assignment = Nhiệm vụ được giao

notice-your-turn = { $what } đang ở bước “{ $state }”, đến lượt đồng chí xử lý.
