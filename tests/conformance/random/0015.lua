-- random program 15
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
local lk, sm, ev, cd, br, q = lock(), semaphore(2), event(), condition(), barrier(2), queue(2)
local function w1()
  q:put(1)
  say("w1 2 put 1")
  if T.w1 then say("w1 cancels w1 " .. yn(T.w1:cancel())) end
  say("w1 4 end")
end
local function w2()
  ev:wait()
  say("w2 6 ev")
  do local _ <close> = sm:hold()
    say("w2 8 in")
    ev:set()
  end
  say("w2 10 end")
end
local function w3()
  do local ok, e = pcall(function()
    do local _ <close> = cd:hold()
      cd:notify(2)
    end
    current():cancel()
  end)
    if is(e, Cancelled) then say("w3 11 cancelled err")
      error("X11", 0)
    elseif not ok then error(e, 0) end end
  if not q:empty() then say("w3 took " .. q:get_nowait()) end
  do local _ <close> = sm:hold()
    say("w3 16 in")
    if T.w2 then say("w3 cancels w2 " .. yn(T.w2:cancel())) end
    local function f19()
      say("w3.f19 20")
      do local ok, e = pcall(function() shield(T.w2) end)
        if ok then say("w3.f19 21 ok") elseif type(e) == "string" then say("w3.f19 21 err " .. kind(e)) else error(e, 0) end end
      return "f19"
    end
    local function f22()
      say("w3.f22 23")
      sleep(3)
      say("w3.f22 25")
      do local ok, e = pcall(function() shield(T.w2) end)
        if ok then say("w3.f22 26 ok") elseif type(e) == "string" then say("w3.f22 26 err " .. kind(e)) else error(e, 0) end end
      return "f22"
    end
    for _, x in ipairs(gather({ spawn("f19", f19), spawn("f22", f22) }, { return_errors = true })) do
      say("w3 18 " .. (x.ok and x.value or kind(x.error)))
    end
  end
  do local _ <close> = lk:hold()
    say("w3 28 in")
    do local ok, e = pcall(function()
      local function f31()
        say("w3.f31 32")
        sleep(5)
        say("w3.f31 34")
        error("E35", 0)
      end
      do local ok, e = pcall(function() say("w3 30 got " .. table.concat({ gather { spawn("f31", f31) } }, " ")) end)
        if not ok then if type(e) == "string" then say("w3 30 err " .. kind(e)) else error(e, 0) end end end
    end)
      if is(e, Cancelled) then say("w3 29 cancelled swallow")
      elseif not ok then error(e, 0) end end
    say("w3 37")
    ev:wait()
    say("w3 39 ev")
  end
  say("w3 40 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
ev:set()
sleep(0)
sleep(2)
sleep(0)
ev:set()
sleep(30)
say('main ends')
