# Who may act for whom, and since when.

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
