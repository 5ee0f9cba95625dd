-- random program 109
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
local lk, sm, ev, cd, br, q = lock(), semaphore(1), event(), condition(), barrier(2), queue(1)
local function w1()
  sleep(1)
  say("w1 2")
  local function f4()
    say("w1.f4 5")
    say("w1.f4 7")
    local function f9()
      say("w1.f4.f9 10")
      do local ok, e = pcall(function()
        if not q:empty() then say("w1.f4.f9 took " .. q:get_nowait()) end
        sleep(1)
        say("w1.f4.f9 14")
      end)
        if is(e, Cancelled) then say("w1.f4.f9 11 cancelled uncancel")
          say("w1.f4.f9 11 uncancel " .. current():uncancel())
        elseif not ok then error(e, 0) end end
      return "f9"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f9", f9)
      do local _ <close> = lk:hold()
        say("w1.f4 16 in")
        current():cancel()
      end
      say("w1.f4 19")
      do local _ <close> = lk:hold()
        say("w1.f4 21 in")
        sleep(1)
        say("w1.f4 23")
        if T.w2 then say("w1.f4 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        if not q:full() then q:put_nowait(25) end
      end
    end)
      if is(e, ErrorGroup) then say("w1.f4 8 " .. kind(e)) elseif not ok then error(e, 0) end end
    return "f4"
  end
  local function f26()
    say("w1.f26 27")
    do local ok, e = pcall(function()
      do local _ <close> = sm:hold()
        say("w1.f26 30 in")
        sleep(0)
        say("w1.f26 32")
      end
      say("w1.f26 34")
    end)
      if is(e, Cancelled) then say("w1.f26 28 cancelled raise")
        error(e, 0)
      elseif not ok then error(e, 0) end end
    do local ok, e = pcall(timeout, 2, function()
      do local _ <close> = defer(function()
        sleep(1)
        say("w1.f26 36 finally")
      end)
        sleep(3)
        say("w1.f26 38")
        say("w1.f26 count " .. current():cancelling())
        sleep(0)
        say("w1.f26 41")
      end
      ev:clear()
      if T.w3 then say("w1.f26 cancels w3 " .. yn(T.w3:cancel())) end
    end)
      if is(e, Timeout) then say("w1.f26 35 timeout") elseif not ok then error(e, 0) end end
    say("w1.f26 45")
    return "f26"
  end
  for _, x in ipairs(gather({ spawn("f4", f4), spawn("f26", f26) }, { return_errors = true })) do
    say("w1 3 " .. (x.ok and x.value or kind(x.error)))
  end
  say("w1 46 end")
end
local function w2()
  say("w2 48")
  sleep(2)
  say("w2 50")
  sleep(3)
  say("w2 52")
  if T.w2 then say("w2 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  say("w2 got " .. q:get())
  say("w2 55 end")
end
local function w3()
  if T.w3 then say("w3 cancels w3 " .. yn(T.w3:cancel())) end
  local function f58()
    say("w3.f58 59")
    local function f61()
      say("w3.f58.f61 62")
      if T.w2 then say("w3.f58.f61 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      do local _ <close> = cd:hold()
        cd:notify(1)
      end
      return "f61"
    end
    local function f65()
      say("w3.f58.f65 66")
      do local ok, e = pcall(function() T.w1:await() end)
        if ok then say("w3.f58.f65 67 ok") elseif type(e) == "string" then say("w3.f58.f65 67 err " .. kind(e)) else error(e, 0) end end
      error("E68", 0)
    end
    local function f69()
      say("w3.f58.f69 70")
      do local ok, e = pcall(function() T.w1:await() end)
        if ok then say("w3.f58.f69 71 ok") elseif type(e) == "string" then say("w3.f58.f69 71 err " .. kind(e)) else error(e, 0) end end
      say("w3.f58.f69 got " .. q:get())
      return "f69"
    end
    do local ok, e = pcall(function() say("w3.f58 60 got " .. table.concat({ gather { spawn("f61", f61), spawn("f65", f65), spawn("f69", f69) } }, " ")) end)
      if not ok then if type(e) == "string" then say("w3.f58 60 err " .. kind(e)) else error(e, 0) end end end
    ev:clear()
    if T.w2 then say("w3.f58 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    return "f58"
  end
  do local ok, e = pcall(function() say("w3 57 got " .. table.concat({ gather { spawn("f58", f58) } }, " ")) end)
    if not ok then if type(e) == "string" then say("w3 57 err " .. kind(e)) else error(e, 0) end end end
  if not q:empty() then say("w3 took " .. q:get_nowait()) end
  if T.w4 then say("w3 cancels w4 " .. yn(T.w4:cancel())) end
  if T.w2 then say("w3 cancels w2 " .. yn(T.w2:cancel())) end
  say("w3 78 end")
end
local function w4()
  say("w4 count " .. current():cancelling())
  do local ok, e = pcall(timeout, 0, function()
    sleep(0)
    say("w4 82")
  end)
    if is(e, Timeout) then say("w4 80 timeout") elseif not ok then error(e, 0) end end
  say("w4 83 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
sleep(3)
sleep(10)
say('main ends')
