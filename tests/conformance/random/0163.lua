-- random program 163
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
  say("w1 2")
  if not q:empty() then say("w1 took " .. q:get_nowait()) end
  do local _ <close> = sm:hold()
    say("w1 5 in")
    do local _ <close> = sm:hold()
      say("w1 7 in")
      ev:wait()
      say("w1 9 ev")
    end
  end
  say("w1 got " .. q:get())
  say("w1 size " .. q:size())
  say("w1 12 end")
end
local function w2()
  sleep(2)
  say("w2 14")
  ev:wait()
  say("w2 16 ev")
  say("w2 17 end")
end
local function w3()
  sleep(3)
  say("w3 19")
  local function f21()
    say("w3.f21 22")
    local function f24()
      say("w3.f21.f24 25")
      q:put(26)
      say("w3.f21.f24 27 put 26")
      do local _ <close> = sm:hold()
        say("w3.f21.f24 29 in")
        sleep(0)
        say("w3.f21.f24 31")
        q:put(32)
        say("w3.f21.f24 33 put 32")
        say("w3.f21.f24 got " .. q:get())
      end
      return "f24"
    end
    local function f35()
      say("w3.f21.f35 36")
      if T.w2 then say("w3.f21.f35 cancels w2 " .. yn(T.w2:cancel())) end
      local function f39()
        say("w3.f21.f35.f39 40")
        say("w3.f21.f35.f39 got " .. q:get())
        return "f39"
      end
      local function f42()
        say("w3.f21.f35.f42 43")
        do local _ <close> = cd:hold()
          cd:notify(1)
        end
        ev:set()
        sleep(1)
        say("w3.f21.f35.f42 47")
        error("E48", 0)
      end
      local function f49()
        say("w3.f21.f35.f49 50")
        say("w3.f21.f35.f49 52")
        return "f49"
      end
      do local dn, pn = wait({ spawn("f39", f39), spawn("f42", f42), spawn("f49", f49) }, { return_when = "first", timeout = 0 })
        say("w3.f21.f35 38 done " .. #dn .. " pending " .. #pn) end
      return "f35"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f24", f24)
      tg:spawn("f35", f35)
    end)
      if is(e, ErrorGroup) then say("w3.f21 23 " .. kind(e)) elseif not ok then error(e, 0) end end
    do local _ <close> = sm:hold()
      say("w3.f21 54 in")
      do local _ <close> = sm:hold()
        say("w3.f21 56 in")
        say("w3.f21 got " .. q:get())
        ev:wait()
        say("w3.f21 59 ev")
      end
    end
    say("w3.f21 count " .. current():cancelling())
    return "f21"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f21", f21)
    if T.w2 then say("w3 cancels w2 " .. yn(T.w2:cancel())) end
  end)
    if is(e, ErrorGroup) then say("w3 20 " .. kind(e)) elseif not ok then error(e, 0) end end
  say("w3 62 end")
end
local function w4()
  say("w4 64")
  say("w4 count " .. current():cancelling())
  sleep(2)
  say("w4 67")
  say("w4 68 end")
end
local function w5()
  do local _ <close> = sm:hold()
    say("w5 70 in")
    local function f72()
      say("w5.f72 73")
      if T.w5 then say("w5.f72 cancels w5 " .. yn(T.w5:cancel())) end
      sleep(1)
      say("w5.f72 76")
      say("w5.f72 got " .. q:get())
      return "f72"
    end
    for _, x in ipairs(gather({ spawn("f72", f72) }, { return_errors = true })) do
      say("w5 71 " .. (x.ok and x.value or kind(x.error)))
    end
  end
  if T.w2 then say("w5 cancels w2 " .. yn(T.w2:cancel())) end
  current():cancel()
  sleep(3)
  say("w5 81")
  say("w5 82 end")
end
local function w6()
  local function f84()
    say("w6.f84 85")
    do local ok, e = pcall(function()
      say("w6.f84 got " .. q:get())
      local function f89()
        say("w6.f84.f89 90")
        if T.w2 then say("w6.f84.f89 cancels w2 " .. yn(T.w2:cancel())) end
        return "f89"
      end
      local function f92()
        say("w6.f84.f92 93")
        do local _ <close> = cd:hold()
          cd:notify(1)
        end
        do local _ <close> = cd:hold()
          cd:notify(1)
        end
        if T.w4 then say("w6.f84.f92 sees w4 " .. yn(T.w4:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        error("E97", 0)
      end
      local function f98()
        say("w6.f84.f98 99")
        ev:clear()
        say("w6.f84.f98 102")
        return "f98"
      end
      do local dn, pn = wait({ spawn("f89", f89), spawn("f92", f92), spawn("f98", f98) }, { return_when = "first", timeout = nil })
        say("w6.f84 88 done " .. #dn .. " pending " .. #pn) end
    end)
      if is(e, Cancelled) then say("w6.f84 86 cancelled err")
        error("X86", 0)
      elseif not ok then error(e, 0) end end
    return "f84"
  end
  local function f103()
    say("w6.f103 104")
    sleep(2)
    say("w6.f103 106")
    say("w6.f103 108")
    say("w6.f103 got " .. q:get())
    return "f103"
  end
  local function f110()
    say("w6.f110 111")
    do local ok, e = pcall(function() T.w3:await() end)
      if ok then say("w6.f110 112 ok") elseif type(e) == "string" then say("w6.f110 112 err " .. kind(e)) else error(e, 0) end end
    if T.w4 then say("w6.f110 cancels w4 " .. yn(T.w4:cancel())) end
    sleep(0)
    say("w6.f110 115")
    error("E116", 0)
  end
  do local ok, e = pcall(function() say("w6 83 got " .. table.concat({ gather { spawn("f84", f84), spawn("f103", f103), spawn("f110", f110) } }, " ")) end)
    if not ok then if type(e) == "string" then say("w6 83 err " .. kind(e)) else error(e, 0) end end end
  sleep(3)
  say("w6 118")
  say("w6 got " .. q:get())
  say("w6 120 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
T.w6 = spawn('w6', w6)
if not q:empty() then q:get_nowait() end
if not q:empty() then q:get_nowait() end
sleep(5)
say('main ends')
