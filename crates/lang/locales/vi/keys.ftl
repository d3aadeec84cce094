# Khóa cho chương trình

manage-keys = Khóa cho chương trình
manage-keys-what = Chương trình mang khóa này làm việc thay người này: nhận hồ sơ, tra cứu, báo cáo. Ai có khóa là có quyền của người này, nên hãy giữ như giữ mật khẩu.
manage-keys-none = Chưa có khóa nào.
manage-key-fresh = Khóa mới. Hãy chép ngay: sẽ không hiện lại lần nữa.
manage-key-label = Khóa dùng cho việc gì
manage-key-hint = Ví dụ: phần mềm kế toán, cổng tra cứu.
manage-key-issue = Cấp khóa
manage-key-since = từ { $at }
manage-key-revoked = Đã thu hồi { $at }
manage-key-revoke = Thu hồi
manage-said-key-revoked = Đã thu hồi khóa. Chương trình dùng khóa đó không vào được nữa.

problem-key-label = Hãy ghi khóa dùng cho việc gì, nhiều nhất 80 ký tự.
problem-too-many-keys = Người này đã có 10 khóa đang dùng. Hãy thu hồi bớt.
