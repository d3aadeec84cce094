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

# --- Assignments and handing over ---
problem-delegation-over = Việc thay này đã kết thúc.
problem-assignment-ends = Ngày kết thúc không trước ngày bắt đầu và không ở quá khứ.
problem-assignment-act = Ghi số và ngày của quyết định phân công.
problem-hand-over-to = Chọn người nhận việc: ít nhất một đồng nghiệp đang dùng tài khoản, không phải người bàn giao.
problem-hand-over-nothing = Người này không còn hồ sơ nào để bàn giao.
problem-hand-over-first = Người này còn { $count } hồ sơ đang xử lý. Bàn giao cho người khác rồi mới khóa tài khoản.
problem-hand-over-reason = Ghi lý do bàn giao.

# --- Pages: substitutes, assignments, handing over ---
delegations = Người thay khi vắng mặt
delegations-what = Khi nghỉ phép, đi công tác, bạn cử đồng nghiệp làm thay trong thời gian nhất định. Mỗi việc người thay làm đều ghi rõ làm thay ai. Hết ngày cuối, việc thay tự chấm dứt.
delegations-all = Các lần cử người thay
delegations-none = Chưa có lần cử người thay nào.
delegation-give = Cử người thay
delegation-choose = Chọn đồng nghiệp
delegation-principal = Thay cho
delegation-substitute = Người thay
delegation-from = Từ ngày
delegation-to = Đến hết ngày
delegation-to-hint = Sau nửa đêm ngày này, người thay không còn quyền.
delegation-reason = Lý do
delegation-act = Số, ngày văn bản giao
delegation-act-hint = Bắt buộc khi ký thay lãnh đạo, ví dụ: 12/QĐ-UBND ngày 01/3/2026.
delegation-days = từ { $from } đến hết { $to }
delegation-revoke = Thu hồi
delegation-revoked = { $name } thu hồi lúc { $at }
delegation-holds = đang thay
delegation-later = chưa đến ngày
delegation-over = đã hết hạn
head-standing-in = { $roles } (thay { $name } đến { $to })
assignments = Phân công có thời hạn
assignments-none = Không có phân công theo thời hạn.
assignment-new = Thêm phân công có thời hạn
assignment-give = Lưu phân công
assignment-end = Kết thúc từ hôm nay
assignment-act = Số, ngày quyết định
assignment-from = từ { $from }
hand-over = Bàn giao
hand-over-button = Bàn giao công việc
hand-over-title = Bàn giao toàn bộ hồ sơ đang xử lý
hand-over-what = Mọi hồ sơ người này đang xử lý sẽ chuyển cho những người được chọn, chia đều theo số lượng. Ngày hẹn trả không đổi. Từng hồ sơ ghi rõ việc bàn giao.
hand-over-empty = Người này không có hồ sơ nào đang xử lý.
hand-over-work = Công việc đang giữ
hand-over-count = { $count } hồ sơ đang xử lý
hand-over-step = { $step } { $count }
hand-over-to = Người nhận
hand-over-to-hint = Chọn một hoặc nhiều người. Hồ sơ chỉ chuyển cho người làm được bước đang dừng.
hand-over-reason = Lý do bàn giao
hand-over-close = Khóa tài khoản sau khi bàn giao
hand-over-close-hint = Người này bị đăng xuất ngay; các lần cử người thay của người này chấm dứt.
hand-over-before = { $at }: { $name } bàn giao { $count } hồ sơ cho { $to }. Lý do: { $reason }
said-delegated = Đã cử người thay.
said-delegation-revoked = Đã thu hồi; người thay không còn quyền từ lúc này.
said-handed-over = Đã bàn giao công việc.
said-assigned = Đã lưu phân công.
said-assignment-ended = Phân công đã kết thúc.
