# Who may act for whom, and since when.

person-for = { $name } (thay { $principal })

# --- A substitute can't be named so ---
problem-delegation-not-yours = Chỉ chính người vắng mặt hoặc lãnh đạo của đơn vị được cử người thay. Người đang thay không được cử tiếp người khác.
problem-delegation-substitute = Chọn một đồng nghiệp cùng đơn vị đang dùng tài khoản; không tự thay mình.
problem-delegation-roles = Chọn ít nhất một vai trò để người thay thực hiện.
problem-delegation-not-lendable = Chỉ giao thay vai trò tiếp nhận, chuyên viên hoặc lãnh đạo; vai trò quản trị và theo dõi toàn tỉnh gắn với chức vụ.
problem-delegation-not-held = Người được thay không giữ vai trò này trong suốt thời gian đã chọn. Chọn lại vai trò hoặc ngày.
problem-delegation-held-anyway = Người thay đã có sẵn vai trò này; không cần cử thay.
problem-delegation-administrator-signs = Người quản trị tài khoản không được ký thay lãnh đạo. Chọn người khác.
problem-delegation-past = Ngày bắt đầu phải từ hôm nay trở đi: việc đã làm không được giao thay về sau.
problem-delegation-ends = Ngày kết thúc không trước ngày bắt đầu và không quá một năm.
problem-delegation-reason = Ghi lý do vắng mặt.
problem-delegation-act = Ký thay lãnh đạo phải có văn bản: ghi số và ngày (khoản 3 Điều 13 Nghị định 30/2020/NĐ-CP).
problem-delegation-overlap = Trong thời gian này đã có người thay vai trò này. Thu hồi lần trước hoặc chọn ngày khác.

# --- Whose turn it is ---
refusal-assign-not-yours = Chỉ lãnh đạo giao hồ sơ cho người khác. Bạn có thể tự nhận xử lý.
refusal-assignee-role = { $name } không giữ vai trò của bước này. Chọn người khác.
refusal-assigned-already = { $name } đang xử lý hồ sơ này rồi.
refusal-heir-missing = Chưa ai trong những người nhận làm được bước "{ $step }". Chọn thêm người giữ vai trò của bước này.
desk-assignee = Người nhận xử lý
desk-act-person = Giao cho
desk-chip-taken = Tôi đã nhận
desk-chip-free = Chưa ai nhận
