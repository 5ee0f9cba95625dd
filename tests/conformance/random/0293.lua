-- random program 293
local function say(s) print(string.format("%d %s", now(), s)) end
local function yn(b) return b and "yes" or "no" end
local kind
function kind(e)
  if is(e, ErrorGroup) then
    local t = {}
    for i, x in ipairs(e.errors) do t[i] = kind(x) end
    return "ErrorGroup[" .. table.concat(t, ", ") .. "]"
  end
  for n, k in pairs { Cancelled = Cancelled, Timeout = Timeout, InvalidState = InvalidState,
      QueueEmpty = QueueEmpty, QueueFull = QueueFull, BrokenBarrier = BrokenBarrier } do
    if is(e, k) then return n end
  end
  return tostring(e)
end

  
local T = {}
local lk, sm, ev, cd, br, q = lock(), semaphore(1), event(), condition(), barrier(2), queue(0)
local function w1()
  ev:set()
  do local ok, e = pcall(function()
    if not q:empty() then say("w1 took " .. q:get_nowait()) end
    sleep(1)
    say("w1 5")
    local function f7()
      say("w1.f7 8")
      sleep(5)
      say("w1.f7 10")
      local function f12()
        say("w1.f7.f12 13")
        if not q:empty() then say("w1.f7.f12 took " .. q:get_nowait()) end
        error("E15", 0)
      end
      for _, x in ipairs(gather({ spawn("f12", f12) }, { return_errors = true })) do
        say("w1.f7 11 " .. (x.ok and x.value or kind(x.error)))
      end
      do local ok, e = pcall(timeout, 0, function()
        if T.w3 then say("w1.f7 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        say("w1.f7 19")
      end)
        if is(e, Timeout) then say("w1.f7 16 timeout") elseif not ok then error(e, 0) end end
      return "f7"
    end
    do local ok, e = pcall(function() say("w1 6 got " .. table.concat({ gather { spawn("f7", f7) } }, " ")) end)
      if not ok then if type(e) == "string" then say("w1 6 err " .. kind(e)) else error(e, 0) end end end
  end)
    if is(e, Cancelled) then say("w1 2 cancelled cleanup")
      sleep(2)
      say("w1 2 cleaned")
      error(e, 0)
    elseif not ok then error(e, 0) end end
  ev:wait()
  say("w1 21 ev")
  local function f23()
    say("w1.f23 24")
    ev:clear()
    say("w1.f23 got " .. q:get())
    sleep(2)
    say("w1.f23 28")
    error("E29", 0)
  end
  do local dn, pn = wait({ spawn("f23", f23) }, { return_when = "all", timeout = nil })
    say("w1 22 done " .. #dn .. " pending " .. #pn) end
  do local _ <close> = cd:hold()
    cd:notify(1)
  end
  say("w1 31 end")
end
local function w2()
  do local _ <close> = sm:hold()
    say("w2 33 in")
    sleep(0)
    say("w2 35")
    say("w2 37")
  end
  do local ok, e = pcall(function()
    say("w2 count " .. current():cancelling())
  end)
    if is(e, Cancelled) then say("w2 38 cancelled cleanup")
      sleep(5)
      say("w2 38 cleaned")
      error(e, 0)
    elseif not ok then error(e, 0) end end
  do local _ <close> = sm:hold()
    say("w2 41 in")
    do local ok, e = pcall(timeout, 1, function()
      local function f44()
        say("w2.f44 45")
        sleep(2)
        say("w2.f44 47")
        sleep(0)
        say("w2.f44 49")
        do local ok, e = pcall(function() T.w1:await() end)
          if ok then say("w2.f44 50 ok") elseif type(e) == "string" then say("w2.f44 50 err " .. kind(e)) else error(e, 0) end end
        error("E51", 0)
      end
      local function f52()
        say("w2.f52 53")
        do local ok, e = pcall(function() T.w1:await() end)
          if ok then say("w2.f52 54 ok") elseif type(e) == "string" then say("w2.f52 54 err " .. kind(e)) else error(e, 0) end end
        say("w2.f52 56")
        if T.w1 then say("w2.f52 cancels w1 " .. yn(T.w1:cancel())) end
        error("E58", 0)
      end
      do local ok, e = pcall(function() say("w2 43 got " .. table.concat({ gather { spawn("f44", f44), spawn("f52", f52) } }, " ")) end)
        if not ok then if type(e) == "string" then say("w2 43 err " .. kind(e)) else error(e, 0) end end end
      ev:clear()
      sleep(1)
      say("w2 61")
    end)
      if is(e, Timeout) then say("w2 42 timeout") elseif not ok then error(e, 0) end end
  end
  say("w2 62 end")
end
local function w3()
  say("w3 64")
  do local _ <close> = defer(function()
    sleep(2)
    say("w3 65 finally")
  end)
    say("w3 67")
    local function f69()
      say("w3.f69 70")
      if not q:empty() then say("w3.f69 took " .. q:get_nowait()) end
      do local _ <close> = cd:hold()
        cd:notify(2)
      end
      do local _ <close> = cd:hold()
        cd:notify(2)
      end
      return "f69"
    end
    local function f74()
      say("w3.f74 75")
      if not q:empty() then say("w3.f74 took " .. q:get_nowait()) end
      sleep(1)
      say("w3.f74 78")
      say("w3.f74 80")
      error("E81", 0)
    end
    do local ok, e = pcall(function() for t in as_completed({ spawn("f69", f69), spawn("f74", f74) }, { timeout = nil }) do say("w3 68 next " .. t:result()) end end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w3 68 err " .. kind(e)) else error(e, 0) end end end
  end
  do local ok, e = pcall(function() T.w1:await() end)
    if ok then say("w3 82 ok") elseif type(e) == "string" then say("w3 82 err " .. kind(e)) else error(e, 0) end end
  ev:set()
  say("w3 84 end")
end
local function w4()
  sleep(1)
  say("w4 86")
  local function f88()
    say("w4.f88 89")
    sleep(1)
    say("w4.f88 91")
    return "f88"
  end
  local function f92()
    say("w4.f92 93")
    do local ok, e = pcall(function()
      say("w4.f92 got " .. q:get())
      if not q:full() then q:put_nowait(96) end
      do local _ <close> = cd:hold()
        cd:notify(2)
      end
    end)
      if is(e, Cancelled) then say("w4.f92 94 cancelled raise")
        error(e, 0)
      elseif not ok then error(e, 0) end end
    sleep(5)
    say("w4.f92 99")
    sleep(2)
    say("w4.f92 101")
    return "f92"
  end
  local function f102()
    say("w4.f102 103")
    if not q:full() then q:put_nowait(104) end
    return "f102"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f88", f88)
    tg:spawn("f92", f92)
    tg:spawn("f102", f102)
    sleep(2)
    say("w4 106")
    ev:clear()
  end)
    if is(e, ErrorGroup) then say("w4 87 " .. kind(e)) elseif not ok then error(e, 0) end end
  ev:clear()
  say("w4 109 end")
end
local function w5()
  local function f111()
    say("w5.f111 112")
    local function f114()
      say("w5.f111.f114 115")
      ev:set()
      say("w5.f111.f114 size " .. q:size())
      do local _ <close> = cd:hold()
        cd:notify(1)
      end
      return "f114"
    end
    local function f119()
      say("w5.f111.f119 120")
      say("w5.f111.f119 122")
      return "f119"
    end
    local function f123()
      say("w5.f111.f123 124")
      sleep(3)
      say("w5.f111.f123 126")
      sleep(0)
      say("w5.f111.f123 128")
      say("w5.f111.f123 count " .. current():cancelling())
      error("E130", 0)
    end
    do local ok, e = pcall(function() for t in as_completed({ spawn("f114", f114), spawn("f119", f119), spawn("f123", f123) }, { timeout = nil }) do say("w5.f111 113 next " .. t:result()) end end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w5.f111 113 err " .. kind(e)) else error(e, 0) end end end
    say("w5.f111 got " .. q:get())
    if not q:empty() then say("w5.f111 took " .. q:get_nowait()) end
    return "f111"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f111", f111)
    ev:wait()
    say("w5 134 ev")
  end)
    if is(e, ErrorGroup) then say("w5 110 " .. kind(e)) elseif not ok then error(e, 0) end end
  ev:clear()
  if T.w2 then say("w5 cancels w2 " .. yn(T.w2:cancel())) end
  do local ok, e = pcall(function() T.w3:await() end)
    if ok then say("w5 137 ok") elseif type(e) == "string" then say("w5 137 err " .. kind(e)) else error(e, 0) end end
  say("w5 138 end")
end
local function w6()
  local function f140()
    say("w6.f140 141")
    ev:wait()
    say("w6.f140 143 ev")
    return "f140"
  end
  do local dn, pn = wait({ spawn("f140", f140) }, { return_when = "all", timeout = nil })
    say("w6 139 done " .. #dn .. " pending " .. #pn) end
  local function f145()
    say("w6.f145 146")
    local function f148()
      say("w6.f145.f148 149")
      say("w6.f145.f148 151")
      ev:set()
      return "f148"
    end
    local function f153()
      say("w6.f145.f153 154")
      say("w6.f145.f153 156")
      error("E157", 0)
    end
    do local ok, e = pcall(function() say("w6.f145 147 got " .. table.concat({ gather { spawn("f148", f148), spawn("f153", f153) } }, " ")) end)
      if not ok then if type(e) == "string" then say("w6.f145 147 err " .. kind(e)) else error(e, 0) end end end
    ev:clear()
    ev:wait()
    say("w6.f145 160 ev")
    error("E161", 0)
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f145", f145)
    if T.w1 then say("w6 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    sleep(5)
    say("w6 164")
  end)
    if is(e, ErrorGroup) then say("w6 144 " .. kind(e)) elseif not ok then error(e, 0) end end
  ev:clear()
  say("w6 166 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
T.w6 = spawn('w6', w6)
if not q:full() then q:put_nowait(0) end
sleep(3)
ev:set()
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
say('main cancels w1 ' .. yn(T.w1:cancel()))
ev:set()
sleep(10)
say('main ends')
