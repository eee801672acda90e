level-central-committee = Ban Chấp hành Trung ương
level-province-committee = tỉnh ủy, thành ủy
level-district-committee = huyện ủy, quận ủy
level-bloc-committee = đảng ủy khối
level-base-committee = đảng ủy cơ sở
level-sub-committee = đảng ủy bộ phận
level-base-branch = chi bộ cơ sở
level-branch = chi bộ trực thuộc

unit-succession-merge = Sáp nhập, hợp nhất
unit-succession-split = Chia, tách
unit-succession-replace = Thay thế, tổ chức lại

reason-level-cannot-be-top = { $level } phải trực thuộc một cấp ủy, không thể đứng đầu cây tổ chức. Hãy chọn cấp ủy cấp trên.
reason-branch-has-nothing-below = Chi bộ không có tổ chức trực thuộc ({ $level } không thể trực thuộc { $above }). Hãy chọn cấp ủy cấp trên khác.
reason-level-unusual-here = { $level } thường không trực thuộc { $above } (thường trực thuộc: { $usual }). Nếu có quyết định như vậy, hãy ghi rõ lý do vào mục note rồi gửi lại; lý do được lưu giữ.
reason-level-not-below-this = { $level } không thể trực thuộc { $above }; chỉ trực thuộc: { $usual }. Hãy chọn lại cấp ủy cấp trên hoặc loại hình tổ chức.
reason-nothing-above-branch = Chi bộ chưa có cấp ủy cấp trên để duyệt đại hội. Hãy báo người quản trị xếp chi bộ vào đảng bộ trực tiếp lãnh đạo.
reason-unit-not-yet-there = Tổ chức chỉ có từ ngày { $begins }, không thể thay đổi tại ngày { $on }. Hãy chọn ngày muộn hơn.
reason-unit-no-longer-there = Ngày { $on } tổ chức này không còn hoạt động. Hãy chọn ngày sớm hơn, hoặc làm việc với tổ chức kế thừa.
reason-unit-below-itself = Từ ngày { $on }, tổ chức sẽ trực thuộc chính mình hoặc tổ chức cấp dưới của mình. Hãy chọn cấp ủy cấp trên khác.
reason-upper-not-there = Ngày { $on } cấp ủy cấp trên không hoạt động (chưa thành lập hoặc đã kết thúc). Hãy chọn ngày khác hoặc cấp ủy khác.
reason-installation-administrator-needed = Việc này cần quyền quản trị toàn hệ thống. Hãy nhờ người quản trị toàn hệ thống thực hiện.
reason-split-needs-several = Chia, tách phải có từ hai tổ chức kế thừa trở lên. Hãy bổ sung tổ chức kế thừa hoặc chọn hình thức khác.
reason-one-successor-only = { $kind } chỉ có một tổ chức kế thừa. Hãy giữ lại một tổ chức, hoặc chọn hình thức chia, tách.
reason-succession-in-future = Ngày { $on } chưa đến. Việc sáp nhập, chia tách được ghi từ chính ngày có hiệu lực; hãy thực hiện vào ngày đó.
reason-successor-not-there = Có { $count } tổ chức kế thừa không hoạt động vào ngày { $on }. Hãy thành lập tổ chức kế thừa trước hoặc chọn ngày khác.
reason-heir-needed = Tổ chức còn đảng viên hoặc tổ chức trực thuộc. Hãy nêu tổ chức kế thừa tiếp nhận (heir_id), hoặc chuyển đi trước.
reason-unit-in-congress = Đại hội của { $branches } đã triệu tập và chưa bế mạc nên chưa sáp nhập, chia tách hoặc thay thế được. Hãy để đại hội bế mạc rồi mới thực hiện; nếu chưa khai mạc, đề nghị Ban Tổ chức của cấp ủy ban hành kế hoạch hủy đại hội với lý do sắp xếp tổ chức.
reason-members-need-branch = Còn { $count } đảng viên, chỉ chi bộ mới tiếp nhận được. Hãy chọn một chi bộ tiếp nhận, hoặc chuyển đảng viên đi trước.

invalid-sector-unknown = Không có khối, lĩnh vực này. Hãy chọn trong danh mục của hệ thống.
invalid-blank-name = Không được để trống. Hãy ghi mục này.
invalid-successor-is-itself = Tổ chức không thể kế thừa chính mình. Hãy chọn tổ chức khác.
invalid-successor-repeated = Tổ chức kế thừa bị nêu hai lần. Hãy bỏ một lần.
invalid-heir-no-successor = Tổ chức tiếp nhận phải là một trong các tổ chức kế thừa.

conflict-sectors = Mã khối, lĩnh vực này đã có. Hãy dùng mục đã có hoặc đặt mã khác.
conflict-unit-successions = Quan hệ kế thừa giữa hai tổ chức này đã được ghi. Không cần ghi lại.
