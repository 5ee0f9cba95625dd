-- random program 21
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
local lk, sm, ev, cd, br, q = lock(), semaphore(1), event(), condition(), barrier(2), queue(2)
local function w1()
  do local _ <close> = defer(function()
    say("w1 1 finally")
  end)
    local function f3()
      say("w1.f3 4")
      local function f6()
        say("w1.f3.f6 7")
        say("w1.f3.f6 9")
        return "f6"
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f6", f6)
        sleep(1)
        say("w1.f3 11")
      end)
        if is(e, ErrorGroup) then say("w1.f3 5 " .. kind(e)) elseif not ok then error(e, 0) end end
      if T.w6 then say("w1.f3 cancels w6 " .. yn(T.w6:cancel())) end
      sleep(2)
      say("w1.f3 14")
      return "f3"
    end
    for _, x in ipairs(gather({ spawn("f3", f3) }, { return_errors = true })) do
      say("w1 2 " .. (x.ok and x.value or kind(x.error)))
    end
    do local ok, e = pcall(timeout, 3, function()
      do local _ <close> = lk:hold()
        say("w1 17 in")
        if T.w6 then say("w1 cancels w6 " .. yn(T.w6:cancel())) end
        sleep(2)
        say("w1 20")
        say("w1 22")
      end
    end)
      if is(e, Timeout) then say("w1 15 timeout") elseif not ok then error(e, 0) end end
  end
  ev:wait()
  say("w1 24 ev")
  sleep(0)
  say("w1 26")
  say("w1 28")
  say("w1 29 end")
end
local function w2()
  q:put(30)
  say("w2 31 put 30")
  local function f33()
    say("w2.f33 34")
    do local _ <close> = lk:hold()
      say("w2.f33 36 in")
      local function f38()
        say("w2.f33.f38 39")
        say("w2.f33.f38 41")
        return "f38"
      end
      do local ok, e = pcall(function() say("w2.f33 37 got " .. table.concat({ gather { spawn("f38", f38) } }, " ")) end)
        if not ok then if type(e) == "string" then say("w2.f33 37 err " .. kind(e)) else error(e, 0) end end end
      ev:set()
    end
    sleep(1)
    say("w2.f33 44")
    sleep(0)
    say("w2.f33 46")
    error("E47", 0)
  end
  do local ok, e = pcall(function() say("w2 32 " .. wait_for(3, spawn("f33", f33))) end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w2 32 err " .. kind(e)) else error(e, 0) end end end
  do local _ <close> = cd:hold()
    cd:notify(2)
  end
  sleep(2)
  say("w2 50")
  sleep(5)
  say("w2 52")
  say("w2 53 end")
end
local function w3()
  do local ok, e = pcall(function() T.w2:await() end)
    if ok then say("w3 54 ok") elseif type(e) == "string" then say("w3 54 err " .. kind(e)) else error(e, 0) end end
  do local ok, e = pcall(function()
    do local _ <close> = lk:hold()
      say("w3 57 in")
      do local _ <close> = cd:hold()
        cd:wait()
        say("w3 59 woken")
      end
      ev:clear()
    end
    say("w3 62")
  end)
    if is(e, Cancelled) then say("w3 55 cancelled uncancel")
      say("w3 55 uncancel " .. current():uncancel())
    elseif not ok then error(e, 0) end end
  sleep(1)
  say("w3 64")
  if T.w1 then say("w3 cancels w1 " .. yn(T.w1:cancel())) end
  if T.w1 then say("w3 cancels w1 " .. yn(T.w1:cancel())) end
  say("w3 67 end")
end
local function w4()
  do local ok, e = pcall(function() shield(T.w3) end)
    if ok then say("w4 68 ok") elseif type(e) == "string" then say("w4 68 err " .. kind(e)) else error(e, 0) end end
  do local _ <close> = lk:hold()
    say("w4 70 in")
    say("w4 size " .. q:size())
    ev:set()
    sleep(1)
    say("w4 74")
  end
  say("w4 got " .. q:get())
  say("w4 76 end")
end
local function w5()
  do local _ <close> = sm:hold()
    say("w5 78 in")
    if T.w2 then say("w5 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    sleep(1)
    say("w5 81")
    sleep(1)
    say("w5 83")
  end
  if not q:empty() then say("w5 took " .. q:get_nowait()) end
  say("w5 got " .. q:get())
  sleep(0)
  say("w5 87")
  say("w5 88 end")
end
local function w6()
  do local ok, e = pcall(timeout, 1, function()
    local function f91()
      say("w6.f91 92")
      local function f94()
        say("w6.f91.f94 95")
        ev:set()
        ev:set()
        error("E98", 0)
      end
      local function f99()
        say("w6.f91.f99 100")
        if T.w4 then say("w6.f91.f99 cancels w4 " .. yn(T.w4:cancel())) end
        return "f99"
      end
      local function f102()
        say("w6.f91.f102 103")
        say("w6.f91.f102 105")
        ev:wait()
        say("w6.f91.f102 107 ev")
        error("E108", 0)
      end
      do local ok, e = pcall(function() say("w6.f91 93 got " .. table.concat({ gather { spawn("f94", f94), spawn("f99", f99), spawn("f102", f102) } }, " ")) end)
        if not ok then if type(e) == "string" then say("w6.f91 93 err " .. kind(e)) else error(e, 0) end end end
      ev:clear()
      return "f91"
    end
    do local dn, pn = wait({ spawn("f91", f91) }, { return_when = "all", timeout = nil })
      say("w6 90 done " .. #dn .. " pending " .. #pn) end
    sleep(2)
    say("w6 111")
    sleep(2)
    say("w6 113")
  end)
    if is(e, Timeout) then say("w6 89 timeout") elseif not ok then error(e, 0) end end
  sleep(1)
  say("w6 115")
  if T.w1 then say("w6 cancels w1 " .. yn(T.w1:cancel())) end
  say("w6 117 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
T.w6 = spawn('w6', w6)
sleep(5)
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
ev:set()
sleep(5)
say('main ends')
